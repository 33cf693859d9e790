/** A small procedure that no agency has: begun by the calendar or by staff, with physical work in it. */
import { afterEach, beforeEach } from "vitest";
import { replaceTables } from "../../statemachines/language/registry.ts";
import type { Procedure, StandardTime, Step } from "../../statemachines/language/vocabulary.ts";

const words = (id: string) => ({ id, en: id });

function row(id: string, to: Step["outcomes"][number]["to"], overrides: Partial<Step>): Step {
  return {
    number: null,
    outsideSop: "X6",
    id,
    state: id,
    activity: words(id),
    actor: "circulation-officer",
    kind: "field",
    inputs: "",
    time: minutes(30),
    output: "",
    outcomes: [{ id: "selesai", label: words("Selesai"), to }],
    ...overrides,
  };
}

function minutes(count: number): StandardTime {
  return { written: `${count} menit`, basis: "working-minutes", min: `PT${count}M`, max: `PT${count}M` };
}

/** Rounds through the shelves: prepare, walk (30 minutes), shelve (5 minutes a book), sort (as estimated), report. */
export function roundTable(overrides: Partial<Step> = {}): Procedure {
  return {
    id: "round",
    sop: 2,
    title: words("Keliling rak"),
    code: "RAK",
    version: 1,
    requester: "circulation-officer",
    contact: { subject: "date" },
    summary: [],
    steps: [
      row("begin", "walk", {
        kind: "entry",
        entryChannels: ["calendar", "staff"],
        opens: "service-day",
        helpers: ["front-office-officer"],
        fields: [
          { name: "date", label: words("Tanggal"), kind: "date", required: true },
          { name: "reason", label: words("Alasan"), kind: "text", required: true, entryChannels: ["staff"] },
          {
            name: "walker",
            label: words("Petugas"),
            kind: "staff",
            role: "circulation-officer",
            entryChannels: ["staff"],
          },
        ],
        ...overrides,
      }),
      row("walk", "shelve", {
        fields: [{ name: "minutesExpected", label: words("Perkiraan"), kind: "number" }],
        outcomes: [
          { id: "selesai", label: words("Selesai"), to: "shelve" },
          { id: "tunda", label: words("Tunda"), to: "walk", postpones: true },
        ],
      }),
      row("shelve", "sort", {
        time: { written: "5 menit/buku", basis: "per-unit", min: "PT5M", max: "PT5M", unit: "buku" },
        fields: [{ name: "books", label: words("Buku"), kind: "number", required: true }],
        units: { field: "books" },
      }),
      row("sort", "report", {
        time: { written: "sesuai perkiraan", basis: "estimate" },
        estimate: { field: "minutesExpected" },
      }),
      row(
        "report",
        { end: "SELESAI" },
        { kind: "work", time: { written: "tiap bulan", basis: "recurring", unit: "bulan" } },
      ),
    ],
  };
}

/** Makes a table the only one in the registry for each test of a suite. */
export function registered(table: Procedure): void {
  let putBack = (): void => undefined;
  beforeEach(() => void (putBack = replaceTables([table])));
  afterEach(() => putBack());
}
