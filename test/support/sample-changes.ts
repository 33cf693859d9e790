/** What the staff API says of changing the sample case, made from the real operations. */
import type { CaseView, ChangeView, PossibleChangesView } from "../../functions/contract/staff.ts";
import { operations } from "../../functions/domain/change/operations.ts";
import type { OperationId } from "../../functions/domain/case/records.ts";
import { actors } from "../../statemachines/language/actors.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import { sampleCase, schoolCase, taskAt } from "./sample-staff-views.ts";

type Way = PossibleChangesView["operations"][number];

function way(id: OperationId, overrides: Partial<Way> = {}): Way {
  const { about, title } = operations[id];
  return { id, title, about, fields: [], rules: [], values: {}, ends: false, ...overrides };
}

const request = officialVisit.steps.find(({ kind }) => kind === "entry");
const corrected = (request?.fields ?? []).filter(({ name }) => ["institutionName", "contactName"].includes(name));

/** Put right, taken back, moved, and the three ways to end it; the one that is grave first, to be put last by the page. */
export const possibleChanges: PossibleChangesView = {
  case: schoolCase,
  subject: "SMP Negeri 1 Contoh",
  seen: 1,
  operations: [
    way("cancel", { ends: true }),
    way("go-on"),
    way("replace-people", {
      fields: [
        {
          name: "companion",
          label: { id: "Pendamping", en: "Companion" },
          kind: "staff",
          role: "companion-librarian",
          required: true,
        },
      ],
      values: { companion: "dewi" },
    }),
    way("move-appointment", {
      fields: [
        { name: "date", label: { id: "Tanggal", en: "Date" }, kind: "date", required: true },
        { name: "start", label: { id: "Mulai", en: "From" }, kind: "time", required: true },
        { name: "end", label: { id: "Selesai", en: "To" }, kind: "time", required: true },
      ],
      values: { date: "2026-12-02", start: "09:00", end: "11:00" },
    }),
    way("correct-data", {
      fields: corrected.map((field) => ({
        ...field,
        name: `request.${field.name}`,
        section: { id: "Permohonan", en: "The request" },
      })),
      values: { "request.institutionName": "SMP Negri 1 Contoh", "request.contactName": "Budi Santoso" },
    }),
    way("mark-duplicate", {
      ends: true,
      fields: [
        {
          name: "duplicateOf",
          label: { id: "Nomor berkas yang sama", en: "Number of the same case" },
          kind: "case",
          required: true,
        },
      ],
    }),
  ],
  aids: {
    context: taskAt("reply").aids.context,
    staff: taskAt("reply").aids.staff,
    slots: [],
    cases: { duplicateOf: [{ case: "KJG-2026-00047", subject: "MTs Al-Hikmah" }] },
  },
};

const made: ChangeView[] = [
  {
    number: 1,
    title: operations["correct-data"].title,
    by: { name: "Sri Wahyuni", role: actors["mail-registrar"].title },
    at: "2026-11-23T02:00:00Z",
    reason: "Nama sekolah salah ketik.",
    facts: [
      {
        name: "institutionName",
        label: { id: "Instansi", en: "Institution" },
        was: "SMP Negri 1 Contoh",
        now: "SMP Negeri 1 Contoh",
      },
      { name: "vehiclePlate", label: { id: "Nomor kendaraan", en: "Plate" }, was: "", now: "B 1234 XY" },
    ],
    link: null,
  },
  {
    number: 2,
    title: operations["mark-duplicate"].title,
    by: { name: "Rina Kartika", role: actors["service-section-head"].title },
    at: "2026-11-23T03:00:00Z",
    reason: "Surat yang sama dikirim dua kali.",
    facts: [],
    link: { case: "KJG-2026-00047" },
  },
];

/** The sample case, stopped, changed twice, with a decision that was taken back and the question that it left behind. */
export const changedCase: CaseView = {
  ...sampleCase,
  status: "GANGGUAN",
  statusLabel: { id: "Gangguan", en: "Disturbed" },
  problem: "Alur berhenti pada langkah ini setelah tiga kali dicoba.",
  changes: made,
  mayChange: possibleChanges.operations.map(({ id }) => id),
  history: sampleCase.history.map((entry) =>
    ["decide", "reply"].includes(entry.step) ? { ...entry, setAside: true as const } : entry,
  ),
};
