/** What a form says of an answer that is missing or does not fit, and how it reads numbers. */
import { describe, expect, it, test } from "vitest";
import { checkForm, type FormContext } from "../../statemachines/form/check-form.ts";
import { entryFields } from "../../statemachines/form/office-entry.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { entryOf } from "../../statemachines/language/table.ts";
import type { EntryChannel, Field } from "../../statemachines/language/vocabulary.ts";

const context: FormContext = {
  today: "2026-11-25",
  leadDays: 7,
  serviceHours: {},
  closedDays: [],
  exceptions: [],
  districts: ["Contoh Kota"],
  vehicles: [],
  office: { serviceHours: {}, closedDays: [], exceptions: [] },
};

function errorOf(field: Field, value: unknown): string | undefined {
  const result = checkForm([field], [], null, { [field.name]: value }, context);
  return result.ok ? undefined : result.errors[field.name]?.id;
}

describe("kilometres", () => {
  const field: Field = { name: "km", label: { id: "Jarak", en: "Distance" }, kind: "number", max: 500, decimals: 1 };
  test.each<[given: unknown, stored: number | null]>([
    ["12,5", 12.5],
    ["12.5", 12.5],
    ["12", 12],
    [12.5, 12.5],
    ["0,5", 0.5],
    ["12,55", null],
    ["12,5,1", null],
    ["1.250", null],
    ["1e2", null],
    [Number.NaN, null],
  ])("%j", (given, stored) => {
    const result = checkForm([field], [], null, { km: given }, context);
    expect(result.ok ? result.values["km"] : null).toBe(stored);
  });

  it("may be large, with points between the thousands; whole numbers take no decimals", () => {
    const long = { ...field, max: 10_000 };
    expect(checkForm([long], [], null, { km: "1.250,5" }, context)).toEqual({ ok: true, values: { km: 1250.5 } });
    const { decimals: _, ...whole } = field;
    expect(errorOf(whole, "12,5")).toBe("Isi dengan angka 0-500.");
    expect(errorOf(whole, 12.5)).toBe("Isi dengan angka 0-500.");
  });
});

describe("who asks from outside", () => {
  const fieldsOf = (id: string): Field[] =>
    currentProcedures().flatMap((table) => (table.id === id ? (entryOf(table).fields ?? []) : []));
  const named = (id: string, name: string): Field => {
    const field = fieldsOf(id).find((each) => each.name === name);
    if (!field) throw new Error(`${id} does not ask ${name}`);
    return field;
  };

  it("is told what is missing, not what would be wrong with it", () => {
    expect(errorOf(named("official-visit", "letterFile"), "")).toBe("Surat permohonan belum diunggah.");
    expect(errorOf(named("cooperation-agreement", "letterFile"), undefined)).toBe("Surat penawaran belum diunggah.");
    expect(errorOf(named("mobile-library", "contactEmail"), " ")).toBe(
      "Email wajib diisi, atau tandai tidak punya email.",
    );
    expect(errorOf(named("mobile-library", "contactEmail"), "a@")).toMatch(/^Alamat email tidak valid/);
    const date = named("official-visit", "preferredDate");
    expect(errorOf(date, "2026-11-26")).toBe("Pilih tanggal mulai Rabu, 2 Desember 2026.");
  });

  it("is told of the box to tick where the form has one, and of none where it has not", () => {
    const [visits] = currentProcedures().filter(({ id }) => id === "official-visit");
    if (!visits) throw new Error("no visits");
    const told = (way: EntryChannel): string | undefined =>
      errorOf(entryFields(visits, way).find(({ name }) => name === "contactEmail") ?? named("", ""), "");
    expect(told("public")).toBe("Email wajib diisi.");
    expect(told("staff")).toBe("Email wajib diisi, atau tandai tidak punya email.");
  });

  it("names a district of the agency, or says that they come from elsewhere", () => {
    const field = named("official-visit", "district");
    expect([errorOf(field, "Contoh Kota"), errorOf(field, "luar-daerah")]).toEqual([undefined, undefined]);
    expect(errorOf(named("mobile-library", "district"), "luar-daerah")).toBe("Pilih salah satu.");
  });
});
