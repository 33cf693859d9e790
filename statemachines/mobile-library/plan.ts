import type { Field, FormRule } from "../language/vocabulary.ts";
import { dispositionFields } from "../shared-rows/disposition.ts";

/** Filled in with what was given last, so that a plan that is returned or changed is never typed anew. */
const asBefore = (field: string): Pick<Field, "prefill"> => ({ prefill: { field } });

/** Who goes and with what. The same names stand in several rows: what was given last counts. */
export function resourceFields(outcomes?: string[]): Field[] {
  return limited(outcomes, [
    {
      name: "officers",
      label: { id: "Petugas", en: "Officers" },
      kind: "staff",
      role: "mobile-library-officer",
      several: true,
      required: true,
      min: 1,
      max: 6,
      ...asBefore("officers"),
      error: { id: "Pilih paling sedikit satu petugas.", en: "Choose at least one officer." },
    },
    {
      name: "driver",
      label: { id: "Pengemudi", en: "Driver" },
      kind: "staff",
      role: "mobile-library-officer",
      required: true,
      ...asBefore("driver"),
      hint: { id: "Boleh salah satu petugas di atas.", en: "May be one of the officers above." },
      error: { id: "Pilih pengemudi.", en: "Choose the driver." },
    },
    {
      name: "vehicle",
      label: { id: "Mobil", en: "Vehicle" },
      kind: "choice",
      optionsFrom: "vehicles",
      required: true,
      ...asBefore("vehicle"),
      error: { id: "Pilih mobil.", en: "Choose the vehicle." },
    },
  ]);
}

/** To whom a plan goes on that is judged suitable: the section head, who orders the officers. */
export function stopDisposition(): Field[] {
  return dispositionFields(["sesuai"], ["service-section-head", "mobile-library-officer"], ["service-section-head"]);
}

/** When, where and how long one stop is. */
export function stopFields(outcomes?: string[]): Field[] {
  return limited(outcomes, [
    {
      name: "place",
      label: { id: "Tempat layanan", en: "Place" },
      kind: "text",
      required: true,
      min: 3,
      max: 150,
      ...asBefore("place"),
      hint: {
        id: "Nama yang dikenal warga; tampil di jadwal umum.",
        en: "As people know it; shown in the public schedule.",
      },
      error: { id: "Tempat layanan wajib diisi.", en: "Please give the place." },
    },
    {
      name: "date",
      label: { id: "Tanggal", en: "Date" },
      kind: "date",
      required: true,
      earliest: 1,
      latest: 180,
      serviceDay: true,
      ...asBefore("date"),
      error: { id: "Tanggal wajib diisi.", en: "Please give the date." },
    },
    {
      name: "arrival",
      label: { id: "Jam tiba", en: "Arrival" },
      kind: "time",
      required: true,
      ...asBefore("arrival"),
    },
    {
      name: "start",
      label: { id: "Layanan mulai", en: "Service from" },
      kind: "time",
      required: true,
      ...asBefore("start"),
    },
    {
      name: "end",
      label: { id: "Layanan selesai", en: "Service until" },
      kind: "time",
      required: true,
      ...asBefore("end"),
    },
    {
      name: "distanceKm",
      label: { id: "Jarak sekali jalan (km)", en: "Distance one way (km)" },
      kind: "number",
      min: 0,
      max: 500,
      decimals: 1,
      required: true,
      ...asBefore("distanceKm"),
    },
    {
      name: "travelMinutes",
      label: { id: "Lama perjalanan sekali jalan (menit)", en: "Travel one way (minutes)" },
      kind: "number",
      min: 1,
      max: 480,
      required: true,
      ...asBefore("travelMinutes"),
    },
  ]);
}

export function rulesOfStop(outcomes?: string[]): FormRule[] {
  const only = outcomes ? { outcomes } : {};
  return [
    {
      kind: "date-order",
      earlier: "arrival",
      later: "start",
      at: "arrival",
      error: { id: "Jam tiba harus sebelum layanan mulai.", en: "The arrival must lie before the service." },
      ...only,
    },
    {
      kind: "time-range",
      date: "date",
      start: "start",
      end: "end",
      minMinutes: 30,
      maxMinutes: 480,
      at: "start",
      within: "any",
      error: { id: "Jam layanan tidak sesuai.", en: "The hours do not fit." },
      ...only,
    },
  ];
}

function limited(outcomes: string[] | undefined, fields: Field[]): Field[] {
  return outcomes ? fields.map((field) => ({ ...field, outcomes })) : fields;
}
