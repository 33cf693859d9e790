import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { checkForm, type FormContext } from "../../statemachines/form/check-form.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import type { Field } from "../../statemachines/language/vocabulary.ts";
import { people, visitRequest } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

/** Where a text comes in that no field of a table asks for, or that comes by its own route; answers what was stored of it. */
interface WayIn {
  what: string;
  /** Marks alone are no answer. */
  isNeeded: boolean;
  lines: boolean;
  send(work: Player, text: string): Promise<{ reply: Reply; stored: () => Promise<unknown> }>;
}

let sent = 0;
const newId = (): string => `00000000-0000-4000-8000-${String((sent += 1)).padStart(12, "0")}`;
const { registrar, sectionHead, divisionHead, circulation } = people;

const ask = (as?: typeof registrar) => async (work: Player, institutionName: string) => {
  const values = visitRequest({ institutionName, ...(as ? { consent: undefined } : {}) });
  const body = { procedure: "official-visit", submissionId: newId(), values };
  const reply = await browser(work).post(as ? "/api/staff/cases" : "/api/requests", body, as ? { as } : {});
  return {
    reply,
    stored: async () => (await work.dossier(String(reply.body["case"]))).case.request["institutionName"],
  };
};

const waysIn: WayIn[] = [
  { what: "a field of the public form", isNeeded: true, lines: false, send: ask() },
  { what: "a field typed in by the office", isNeeded: true, lines: false, send: ask(registrar) },
  {
    what: "the note of an answer",
    isNeeded: true,
    lines: true,
    async send(work, note) {
      const caseId = await work.caseAt("decide");
      const { id } = await work.task(caseId);
      const body = { outcome: "tolak", values: {}, note };
      const reply = await browser(work).post(`/api/staff/tasks/${caseId}/${id}`, body, { as: divisionHead });
      const stored = async () => (await work.dossier(caseId)).tasks.find((task) => task.id === id)?.answer?.note;
      return { reply, stored };
    },
  },
  {
    what: "the reason of a change",
    isNeeded: true,
    lines: true,
    async send(work, reason) {
      const caseId = await work.caseAt("check-schedule");
      const body = { operation: "cancel", seen: 0, reason, values: {} };
      const reply = await browser(work).post(`/api/staff/cases/${caseId}/changes`, body, { as: sectionHead });
      return { reply, stored: async () => (await work.dossier(caseId)).changes?.[0]?.reason };
    },
  },
  {
    what: "the reason of an empty day",
    isNeeded: true,
    lines: true,
    async send(work, reason) {
      const reply = await browser(work).post("/api/staff/reading/days/2026-11-23", { reason }, { as: circulation });
      const [entry] = await work.recaps.month("2026-11");
      return { reply, stored: async () => (entry && "reason" in entry ? entry.reason : null) };
    },
  },
  {
    what: "the name of a file",
    isNeeded: false,
    lines: false,
    async send(work, fileName) {
      const reply = await browser(work).post("/api/uploads", { fileName, contentType: "application/pdf", size: 9 });
      return { reply, stored: async () => null };
    },
  },
];

const turning = "SD Negeri \u202e1";
const cleaned = ["Desa\u200b Sawo", "\ufeffDesa\u00a0Sawo", "De\u00adsa Sawo\u2060"];
const refused = [
  turning,
  "Desa \u2067Sawo",
  "Desa\u000bSawo",
  "Desa\u0000Sawo",
  "Desa\u001b[2JSawo",
  "Desa \uffffSawo",
];

describe.each(waysIn)("$what", ({ lines, send }) => {
  it.each(cleaned)("loses what nobody sees: %j", async (text) => {
    const { reply, stored } = await send(player(visitScript), text);
    expect(reply.status).toBeLessThan(300);
    expect(["Desa Sawo", null]).toContain(await stored());
  });

  it.each([...refused, ...(lines ? [] : ["Desa\nSawo", "Desa\tSawo"])])("is refused with words: %j", async (text) => {
    const { reply } = await send(player(visitScript), text);
    expect(reply.status).toBe(422);
    expect(Object.values(reply.body["fields"] as object).join()).toMatch(/Hapus/);
  });
});

describe.each(waysIn.filter(({ isNeeded }) => isNeeded))("$what, which is asked for,", ({ send }) => {
  it.each(["\u3164\u3164\u3164", "\u200b\u200b\u200b", "....", "\u2800\u2800\u2800"])(
    "says something: not %j",
    async (text) => expect((await send(player(visitScript), text)).reply.status).toBe(422),
  );
});

const everyField = currentProcedures().flatMap((procedure) =>
  procedure.steps.flatMap(({ fields = [], id }) =>
    [...fields, ...fields.flatMap(({ columns = [] }) => columns)]
      .filter(({ kind, pattern }) => (kind === "text" || kind === "long-text") && pattern === undefined)
      .map(({ outcomes: _, ...field }) => plain(field))
      .map((field) => ({ at: `${procedure.id}, ${id}: ${field.name}`, field })),
  ),
);

test("every text field of every table reads by the same rules, and stores what reads the same again", () => {
  expect(everyField.length).toBeGreaterThan(40);
  const odd = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom(...cleaned, ...refused));
  for (const { at, field } of everyField) {
    const read = (value: unknown) => checkForm([field], [], null, { [field.name]: value }, context);
    for (const text of fc.sample(odd, 10)) {
      const first = read(text);
      const value = first.ok ? first.values[field.name] : undefined;
      if (typeof value !== "string") continue;
      expect([at, /[\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u.test(value)]).toEqual([at, false]);
      expect(refused).not.toContain(text);
      expect(read(value)).toEqual(first);
    }
  }
});

/** Texts look at nothing of the day. */
const context: FormContext = {
  today: "2026-11-23",
  leadDays: 0,
  serviceHours: {},
  closedDays: [],
  exceptions: [],
  office: { serviceHours: {}, closedDays: [], exceptions: [] },
  districts: [],
  vehicles: [],
};

/** Asked whatever else is answered. */
function plain({ requiredUnless: _unless, requiredWhen: _when, ...field }: Field): Field {
  return field;
}
