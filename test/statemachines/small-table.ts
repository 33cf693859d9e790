/** A sound table of four rows for tests to break: request, automatic receipt, a decision, and work that ends the case. */
import type { Field, Procedure, Step } from "../../statemachines/language/vocabulary.ts";

const words = (text: string) => ({ id: text, en: text });

/** A row with everything a row needs; `id` gives the state its name. */
export function row(step: Partial<Step> & Pick<Step, "id" | "outcomes">): Step {
  return {
    number: null,
    outsideSop: "X1",
    state: `Mengerjakan ${step.id}`,
    activity: words(step.id),
    actor: "mail-registrar",
    kind: "work",
    inputs: "ATK",
    requires: [{ kind: "physical", what: words("ATK") }],
    time: { written: "15 menit", basis: "working-minutes", min: "PT15M", max: "PT15M" },
    output: "surat",
    produces: [{ kind: "physical", what: words("surat") }],
    ...step,
  };
}

export function smallTable(): Procedure & { steps: [Step, Step, Step, Step] } {
  return {
    id: "small",
    sop: 4,
    title: words("Kecil"),
    code: "KCL",
    version: 1,
    requester: "official-visitor",
    contact: { subject: "name", name: "name", email: "email", phone: "phone" },
    summary: ["name"],
    anytime: [
      {
        id: "dibatalkan",
        label: words("Batalkan"),
        to: { end: "DIBATALKAN" },
        actions: ["release-slots"],
        during: ["judge", "finish"],
      },
    ],
    steps: [
      row({
        id: "ask",
        number: 1,
        kind: "entry",
        actor: "official-visitor",
        time: { written: "1 Minggu", basis: "calendar-lead", min: "P7D" },
        fields: ["name", "email", "phone"].map((name): Field => ({ name, label: words(name), kind: "text" })),
        outcomes: [{ id: "kirim", label: words("Kirim"), to: "receive" }],
      }),
      row({
        id: "receive",
        number: 2,
        kind: "automatic",
        outcomes: [{ id: "terima", label: words("Terima"), to: "judge" }],
      }),
      row({
        id: "judge",
        number: 3,
        kind: "decision",
        mail: true,
        actor: "library-division-head",
        fields: [{ name: "companion", label: words("Pendamping"), kind: "staff", outcomes: ["ya"] }],
        outcomes: [
          { id: "ya", label: words("Setujui"), to: "finish", tone: "yes" },
          { id: "tidak", label: words("Tolak"), to: { end: "DITUTUP" }, actions: ["release-slots"] },
        ],
      }),
      row({
        id: "finish",
        number: 4,
        outcomes: [{ id: "selesai", label: words("Selesai"), to: { end: "SELESAI" } }],
      }),
    ],
  };
}
