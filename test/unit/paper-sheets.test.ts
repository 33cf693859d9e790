/** Sheets of paper for every row, made of the tables alone. */
import { expect, it } from "vitest";
import { paperSheets } from "../../functions/http/views/paper-sheets.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import "../../statemachines/index.ts";
import { agency } from "../support/builders.ts";

const { services } = paperSheets(agency());

it("are there for every numbered row of every table, with the words of the SOP as they are", () => {
  for (const table of currentProcedures()) {
    const sheets = services.find(({ procedure }) => procedure === table.id)?.sheets ?? [];
    for (const step of table.steps.filter(({ number }) => number !== null)) {
      const sheet = sheets.find(({ id }) => id === step.id);
      expect([sheet?.number, sheet?.activity.id, sheet?.inputs, sheet?.written, sheet?.output]).toEqual([
        ...[step.number, step.activity.id, step.inputs, step.time.written, step.output],
      ]);
    }
  }
});

it("hold every outcome that a person chooses, and every field with its classes and with what it belongs to", () => {
  const visit = services.find(({ procedure }) => procedure === "official-visit");
  const decision = visit?.sheets.find(({ id }) => id === "decide");
  const table = currentProcedures().find(({ id }) => id === "official-visit");
  const step = table?.steps.find(({ id }) => id === "decide");
  const chosen = (step?.outcomes ?? []).filter(({ onDeadline }) => !onDeadline).map(({ label }) => label.id);
  expect(decision?.outcomes.map(({ label }) => label.id)).toEqual(expect.arrayContaining(chosen));
  expect(decision?.fields.map(({ label }) => label.id)).toEqual(step?.fields?.map(({ label }) => label.id));
  const day = services.flatMap(({ sheets }) => sheets).find(({ id }) => id === "day");
  expect(day?.fields[0]?.options.map(({ id }) => id)).toEqual(["Laki-laki", "Perempuan"]);
  const asked = visit?.sheets[0]?.fields.find(({ label }) => label.id === "Kecamatan");
  expect(asked?.options.map(({ id }) => id)).toEqual(expect.arrayContaining(agency().districts));
  const opening = services.find(({ procedure }) => procedure === "opening-check");
  expect(opening?.sheets.map(({ id }) => id)).toEqual(["prepare"]);
  expect(opening?.sheets[0]?.fields.map(({ when }) => when?.id)).toEqual([
    "Siap melayani",
    "Ada kendala, tetap melayani",
  ]);
});
