/** The straight way through SOP 3, and the answers beside it. */
import type { EntryChannel } from "../../../statemachines/language/vocabulary.ts";
import type { Values } from "../../../functions/domain/case/records.ts";
import { letterFile, people } from "../builders.ts";
import type { Reply, Script } from "../player.ts";

export const partnerEmail = "sekretariat@sekarbaca.example";

const ownInitiative: Values = {
  initiator: "inisiatif-sendiri",
  letterFile: undefined,
  letterNumber: undefined,
  consent: undefined,
};

/** What the partner offers from outside; what the section head types in for the agency's own initiative. */
function offer(overrides: Values, entryChannel: EntryChannel): Values {
  const values: Values = {
    partnerName: "Yayasan Sekar Baca",
    partnerType: "komunitas",
    partnerAddress: "Jalan Melati 12, Contoh Kota",
    contactName: "Ibu Laras Widodo",
    contactEmail: partnerEmail,
    contactPhone: "081298765432",
    letterNumber: "17/YSB/XI/2026",
    letterDate: "2026-11-20",
    letterFile,
    topic: "Pojok baca di puskesmas",
    idea: "Menyediakan buku anak di ruang tunggu sepuluh puskesmas.",
    consent: true,
    ...(entryChannel === "staff" ? ownInitiative : {}),
    ...overrides,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

export const draftText = [
  "PASAL 1 MAKSUD DAN TUJUAN",
  "PARA PIHAK menyediakan pojok baca di ruang tunggu puskesmas.",
  "PASAL 2 JANGKA WAKTU",
  "Perjanjian berlaku satu tahun sejak ditandatangani.",
].join("\n");

export const legalNote = { article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", reason: "Kepastian" };

const usual: Record<string, Reply> = {
  "take-initiative": {
    outcome: "usulkan-kerja-sama",
    by: people.sectionHead.id,
    values: {
      opportunity: "Menjangkau anak yang belum mengenal perpustakaan.",
      contactName: "Ibu Laras Widodo",
      contactEmail: partnerEmail,
      contactPhone: "081298765432",
    },
  },
  "submit-proposal": {
    outcome: "ajukan-usulan",
    by: people.sectionHead.id,
    values: {
      proposalText: "Mengusulkan kerja sama pojok baca.",
      meetingDate: "2026-11-24",
      meetingStart: "09:00",
      meetingPlace: "Ruang rapat",
    },
  },
  "internal-meeting": { outcome: "lanjutkan", by: people.divisionHead.id, values: minutes() },
  "request-permission": {
    outcome: "mohon-izin",
    by: people.divisionHead.id,
    values: {
      permissionNumber: "041/11/2026",
      basis: "Rencana kerja 2027",
      background: "Minat baca anak",
      scope: "Sepuluh puskesmas",
      cost: "bersama",
      costDetail: "Rak oleh mitra, buku oleh dinas",
    },
  },
  approve: { outcome: "ya", by: people.agencyHead.id, values: { limits: "Tanpa beban anggaran baru" } },
  "direct-drafting": {
    outcome: "perintahkan",
    by: people.divisionHead.id,
    values: { outline: "Objek, hak, kewajiban" },
  },
  draft: {
    outcome: "kirim-ke-mitra",
    by: people.sectionHead.id,
    values: { title: "Pojok Baca di Puskesmas", agreementText: draftText },
  },
  "partner-review": { outcome: "setujui-draf", by: "requester" },
  "ask-legal": { outcome: "minta-telaah", by: people.sectionHead.id },
  "legal-opinion": { outcome: "tanpa-catatan", by: people.legalOffice.id, channel: "link-code" },
  revise: { outcome: "revisi-selesai", by: people.sectionHead.id, values: { agreementText: `${draftText} v2` } },
  finalise: { outcome: "beri-nomor", by: people.sectionHead.id, values: { agreementText: draftText } },
  "partner-number": { outcome: "sepakat-final", by: "requester", values: { partnerNumber: "09/YSB/XII/2026" } },
  "arrange-signing": {
    outcome: "usulkan-waktu",
    by: people.sectionHead.id,
    values: { signingDate: "2026-12-03", signingStart: "10:00", signingPlace: "Aula dinas" },
  },
  "confirm-signing": { outcome: "bersedia", by: "requester" },
  "record-signing": { outcome: "ditandatangani", by: people.sectionHead.id, values: signing() },
  "confirm-refusal": {
    outcome: "kirim-surat",
    by: people.sectionHead.id,
    values: { reasonForPartner: "Anggaran pendukung belum tersedia." },
  },
  "remind-partner": { outcome: "tutup-berkas", by: people.sectionHead.id, note: "Tidak dapat dihubungi." },
};

export const agreementScript: Script = {
  procedure: "cooperation-agreement",
  request: offer,
  usual,
  dayBegins: 9,
  opener: people.sectionHead.id,
};

export function minutes(overrides: Values = {}): Values {
  return {
    heldOn: "2026-11-24",
    heldAt: "Ruang rapat",
    participants: [{ name: "Dra. Sri Wahyuni, M.Si.", position: "Kabid" }],
    topics: "Peluang kerja sama",
    benefits: "Jangkauan layanan bertambah",
    risks: "Buku hilang",
    conclusion: "Dilanjutkan",
    ...overrides,
  };
}

export function signing(overrides: Values = {}): Values {
  return {
    signedOn: "2026-12-03",
    signedAt: "Aula dinas",
    firstSignatory: "Drs. Bambang Sutrisno, M.M., Kepala Dinas",
    secondSignatory: "Laras Widodo, Ketua Yayasan",
    originals: 2,
    scan: letterFile,
    validFrom: "2026-12-03",
    validUntil: "2027-12-02",
    ...overrides,
  };
}
