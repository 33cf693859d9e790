/** The register of outgoing letters, and the letters of a case, as the API tells of them. */
import type { CasePapersView, OutgoingView } from "../../functions/contract/papers.ts";
import { documents } from "../../statemachines/language/documents.ts";
import { schoolCase } from "./sample-staff-views.ts";

export const sampleOutgoing: OutgoingView = {
  year: 2026,
  total: 89,
  earlier: true,
  months: [
    { month: "2026-10", count: 51 },
    { month: "2026-11", count: 38 },
  ],
  rows: [
    {
      number: 87,
      case: "",
      paper: null,
      at: "2026-11-19T02:10:00Z",
      printed: "",
      kind: null,
      about: "",
      to: "",
      signer: "",
    },
    {
      number: 88,
      case: "KJG-2026-00044",
      paper: "visit-confirmed.reply-1",
      at: "2026-11-20T02:10:00Z",
      printed: "000.4/88/DISPUSIP/2026",
      kind: documents["reply-letter"],
      about: "Jawaban Permohonan Kunjungan",
      to: "Universitas Contoh",
      signer: "Drs. H. Hadi Nugroho, M.Si.",
    },
    {
      number: 89,
      case: schoolCase,
      paper: "other-time-asked.reply-1",
      at: "2026-11-23T01:50:00Z",
      printed: "000.4/89/DISPUSIP/2026",
      kind: documents["other-time-letter"],
      about: "Permintaan Pergantian Waktu Kunjungan",
      to: "SMP Negeri 1 Contoh",
      signer: "Drs. H. Hadi Nugroho, M.Si.",
    },
  ],
};

export const samplePapers: CasePapersView = {
  papers: [
    {
      id: "assignment.recommend-1",
      kind: documents["assignment-letter"],
      about: "SURAT TUGAS",
      to: "",
      signer: "Dra. Sri Wahyuni, M.Si.",
      issued: { printed: "000.4/80/DISPUSIP/2026", at: "2026-11-18T01:50:00Z", pages: 1 },
      void: { at: "2026-11-19T03:00:00Z", why: "Diganti karena tempat berubah." },
    },
    {
      id: "disposition-sheet.decide-1",
      kind: documents["disposition-sheet"],
      about: "LEMBAR DISPOSISI",
      to: "",
      signer: "Dra. Sri Wahyuni, M.Si.",
      issued: { printed: "", at: "2026-11-20T01:50:00Z", pages: 1 },
      void: null,
    },
    {
      id: "other-time-asked.reply-1",
      kind: documents["other-time-letter"],
      about: "Permintaan Pergantian Waktu Kunjungan",
      to: "SMP Negeri 1 Contoh",
      signer: "Dra. Sri Wahyuni, M.Si.",
      issued: { printed: "000.4/89/DISPUSIP/2026", at: "2026-11-23T01:50:00Z", pages: 1 },
      void: null,
    },
    {
      id: "visit-confirmed.reply-2",
      kind: documents["reply-letter"],
      about: "Jawaban Permohonan Kunjungan",
      to: "SMP Negeri 1 Contoh",
      signer: "Dra. Sri Wahyuni, M.Si.",
      issued: null,
      void: null,
    },
  ],
};
