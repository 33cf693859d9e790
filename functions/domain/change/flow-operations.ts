/** Where the flow goes on: from the place at which it stopped, from another row, by a newer table, or from a decision anew. */
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import { stepOf, waits } from "../../../statemachines/language/table.ts";
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { announceSlot, releaseSlots } from "../booking/room-bookings.ts";
import { releaseResources } from "../booking/vehicle-bookings.ts";
import { openTasks, procedureOfCase } from "../case/case-file.ts";
import { lastDecision, tasksFrom } from "../case/last-decision.ts";
import { positionOf } from "../case/position.ts";
import type { Dossier } from "../case/records.ts";
import { isStopped } from "../execution/take-over.ts";
import { Refusal } from "../refusal.ts";
import { whyNot } from "./row-needs.ts";
import { idsOf, isOpen, nothingAsked, nothingChanged, type Operation } from "./operation.ts";

export const goOn: Operation = {
  together: true,
  title: { id: "Lanjutkan", en: "Go on" },
  about: {
    id: "Alur berkas dimulai lagi dari tempat berkas berhenti, setelah penyebab gangguannya diperbaiki.",
    en: "The workflow starts again where the case stopped, after its cause has been mended.",
  },
  fits: ({ case: item }) => !item.ending && isStopped(item),
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const from = positionOf(dossier);
    return from ? { from } : {};
  },
};

export const takeBack: Operation = {
  title: { id: "Tarik keputusan", en: "Take back the decision" },
  about: {
    id: "Keputusan terakhir tidak berlaku lagi dan diminta ulang. Bila suratnya sudah terkirim, putaran baru berakhir dengan surat perbaikan.",
    en: "The last decision holds no more and is asked for again. Where its letter has left, the new round ends with a corrected letter.",
  },
  fits: (dossier) => isOpen(dossier) && lastDecision(dossier) !== null,
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const decided = lastDecision(dossier);
    if (!decided) throw nothingChanged;
    return { setAside: idsOf(tasksFrom(dossier, decided)), from: { step: decided.step } };
  },
  async carryOut(dependencies, dossier) {
    await releaseResources(dependencies, dossier, "nothing");
    if (procedureOfCase(dossier.case).journey) return;
    await releaseSlots(dependencies, dossier, ({ state }) => state === "asked");
    await announceSlot(dependencies, dossier);
  },
};

const rowField: Field = { name: "row", label: { id: "Langkah", en: "Row" }, kind: "choice", required: true };

export const sendToRow: Operation = {
  title: { id: "Kirim ke langkah lain", en: "Send to another row" },
  about: {
    id: "Berkas diteruskan dari langkah yang dipilih; jawaban yang sudah ada tetap tersimpan.",
    en: "The case goes on at the row chosen; what was answered stays.",
  },
  fits: (dossier) => isOpen(dossier),
  fields(dossier) {
    const rows = procedureOfCase(dossier.case).steps.filter(waits);
    const options = rows.map(({ activity, id, state }) => ({ value: id, label: { id: state, en: activity.en } }));
    return { fields: [{ ...rowField, options }], values: {} };
  },
  async plan(_dependencies, dossier, values) {
    const row = stepOf(procedureOfCase(dossier.case), String(values[rowField.name]));
    const why = whyNot(dossier, row);
    if (why) throw new Refusal("invalid", why, { [rowField.name]: why });
    return { setAside: idsOf(openTasks(dossier)), from: { step: row.id } };
  },
};

export const newerVersion: Operation = {
  title: { id: "Pindahkan ke versi SOP terbaru", en: "Move to the newest version of the SOP" },
  about: {
    id: "Berkas diteruskan menurut versi SOP yang berlaku sekarang, dari langkah yang sama.",
    en: "The case goes on by the version of the SOP that holds now, at the same row.",
  },
  fits: (dossier) => isOpen(dossier) && newest(dossier) !== undefined,
  fields: nothingAsked,
  async plan(_dependencies, dossier) {
    const table = newest(dossier);
    const from = positionOf(dossier);
    if (!table || !from) throw nothingChanged;
    return { version: table.version, from };
  },
  async carryOut({ cases }, dossier, { version }) {
    if (version !== undefined && dossier.case.version !== version) await cases.setVersion(dossier.case.id, version);
  },
};

/** The newest version of the table, where the case runs by an older one and its place exists there too. */
function newest(dossier: Dossier) {
  const { procedure, version } = dossier.case;
  const table = currentProcedures().find(({ id }) => id === procedure);
  const place = positionOf(dossier);
  const has =
    place &&
    table?.steps.some(
      ({ id, outcomes }) =>
        id === place.step && (place.outcome === undefined || outcomes.some((outcome) => outcome.id === place.outcome)),
    );
  return table && table.version > version && has ? table : undefined;
}
