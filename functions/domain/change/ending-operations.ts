/** How a case ends beside its flow, and when what came of it ends. */
import type { Field } from "../../../statemachines/language/vocabulary.ts";
import { enterEndOfAgreement, validityOf } from "../case/agreement.ts";
import { openTasks, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { rememberNaming } from "../case/related-cases.ts";
import { Refusal } from "../refusal.ts";
import { afterActions } from "../task/run-actions.ts";
import { idsOf, isOpen, nothingAsked, nothingChanged, type Operation, type Plan } from "./operation.ts";

/** The outcome by which the requester could withdraw: what it releases, other endings release too. */
function withdrawalOf(dossier: Dossier) {
  return procedureOfCase(dossier.case).anytime?.[0];
}

/** A case that ends beside its flow: what is open is closed, what was booked is free again. */
function closing(plan: Plan): Pick<Operation, "carryOut" | "plan"> {
  return {
    plan: async (_dependencies, dossier) => ({ ...plan, setAside: idsOf(openTasks(dossier)) }),
    async carryOut(dependencies, dossier) {
      await afterActions(dependencies, dossier, withdrawalOf(dossier)?.actions);
    },
  };
}

export const cancel: Operation = {
  ends: true,
  title: { id: "Batalkan oleh dinas", en: "Cancel for the agency" },
  about: {
    id: "Berkas diakhiri oleh dinas. Pemohon menerima surat dengan alasan Anda; jadwal, mobil, dan petugas dapat dipakai lagi.",
    en: "The agency ends the case. The requester gets a letter with your reason; times, vehicle and people are free again.",
  },
  fits: (dossier) => isOpen(dossier) && withdrawalOf(dossier) !== undefined,
  fields: nothingAsked,
  ...closing({ ending: "DIBATALKAN" }),
};

const duplicateOf: Field = {
  name: "duplicateOf",
  label: { id: "Nomor berkas yang sama", en: "Number of the same case" },
  kind: "case",
  required: true,
};

export const markDuplicate: Operation = {
  ends: true,
  title: { id: "Tandai sebagai berkas ganda", en: "Mark as a duplicate" },
  about: {
    id: "Berkas ini ditutup tanpa surat; nomornya tetap terpakai, dan kedua berkas saling menunjuk.",
    en: "This case is closed without a letter; its number stays used, and the two point at each other.",
  },
  fits: (dossier) => isOpen(dossier),
  fields: () => ({ fields: [duplicateOf], values: {} }),
  async plan(_dependencies, dossier, values) {
    const about = String(values[duplicateOf.name]);
    if (about === dossier.case.id) throw itself;
    return { about, ending: "DITUTUP", setAside: idsOf(openTasks(dossier)) };
  },
  async carryOut(dependencies, dossier, { about = "" }) {
    await rememberNaming(dependencies, dossier.case.id, [duplicateOf], { duplicateOf: about });
    await afterActions(dependencies, dossier, withdrawalOf(dossier)?.actions);
  },
};

export const closeQuietly: Operation = {
  ends: true,
  together: true,
  title: { id: "Tutup sebagai kiriman sampah", en: "Close as spam" },
  about: {
    id: "Berkas ditutup tanpa surat kepada pengirim.",
    en: "The case is closed, and nobody is written to.",
  },
  fits: (dossier) => isOpen(dossier) && openTasks(dossier).every((task) => !task.availableFrom),
  fields: nothingAsked,
  ...closing({ ending: "DITUTUP" }),
};

const lastDay: Field = {
  name: "until",
  label: { id: "Berlaku sampai", en: "In force until" },
  kind: "date",
  required: true,
  latest: 3650,
};

export const endAgreement: Operation = {
  title: { id: "Akhiri atau perpanjang perjanjian", en: "End or extend the agreement" },
  about: {
    id: "Tanggal akhir perjanjian diganti, pada register juga. Unggah naskah perubahannya pada berkas tersendiri.",
    en: "The agreement ends on another day, in the register too.",
  },
  fits: ({ case: item, ...rest }) => item.ending === "SELESAI" && validityOf({ case: item, ...rest }) !== null,
  fields(dossier) {
    const until = validityOf(dossier)?.until;
    return { fields: [lastDay], values: { [lastDay.name]: until } };
  },
  async plan(_dependencies, dossier, values) {
    const { validity } = procedureOfCase(dossier.case);
    const valid = validityOf(dossier);
    const until = String(values[lastDay.name]);
    if (!validity || !valid || until === valid.until) throw nothingChanged;
    if (until < valid.from) throw beforeItBegins;
    return { values: { [validity.until]: until }, was: { [validity.until]: valid.until } };
  },
  async carryOut(dependencies, dossier) {
    await enterEndOfAgreement(dependencies, dossier, "SELESAI");
    // They warn of an end that is another now.
    const untrue = dossier.mails.filter(({ notBefore, state }) => state === "pending" && notBefore !== undefined);
    for (const mail of untrue) await dependencies.mails.markTooLate(mail);
  },
};

export const dayPassed: Operation = {
  title: { id: "Waktunya lewat tanpa keputusan", en: "Its time passed undecided" },
  about: {
    id: "Berkas ditutup karena waktunya lewat sebelum diputuskan; pemohon diberi tahu.",
    en: "The case is closed because its time passed before it was decided; the requester is told.",
  },
  fits: isOpen,
  fields: nothingAsked,
  ...closing({ ending: "KEDALUWARSA" }),
};

const sameCase = { id: "Pilih berkas lain, bukan berkas ini sendiri.", en: "Choose another case than this one." };
const itself = new Refusal("invalid", sameCase, { duplicateOf: sameCase });
const tooEarly = {
  id: "Perjanjian belum berlaku pada tanggal itu.",
  en: "The agreement does not begin before that day.",
};
const beforeItBegins = new Refusal("invalid", tooEarly, { until: tooEarly });
