/** The worked example of `statemachines/README.md`: an SOP that no agency has, kept here so that tests build and play it. */
import type { LetterWriter } from "../../functions/domain/mail/letters/letter.ts";
import { plainMail } from "../../functions/domain/mail/letters/letter.ts";
import type { Procedure } from "../../statemachines/language/vocabulary.ts";

export const bookProposal: Procedure = {
  id: "book-proposal",
  sop: 5,
  title: { id: "Usulan Pengadaan Buku", en: "Book proposal" },
  code: "USL",
  version: 1,
  requester: "book-proposer",
  actors: {
    "book-proposer": {
      title: { id: "Pengusul Buku", en: "Proposer of a book" },
      short: { id: "Pengusul", en: "Proposer" },
      inside: false,
    },
  },
  contact: { subject: "bookTitle", name: "proposerName", email: "proposerEmail" },
  summary: ["bookTitle", "reasonProposed"],
  steps: [
    {
      number: 1,
      id: "propose",
      state: "Mengusulkan buku",
      activity: { id: "Mengisi formulir usulan buku", en: "Propose a book" },
      actor: "book-proposer",
      kind: "entry",
      inputs: "Formulir usulan",
      requires: [{ kind: "field", field: "bookTitle" }],
      time: { written: "5 menit", basis: "none" },
      output: "Usulan buku",
      produces: [{ kind: "record", what: { id: "Usulan buku", en: "Proposal" }, rows: ["propose"] }],
      fields: [
        { name: "bookTitle", label: { id: "Judul buku", en: "Title" }, kind: "text", required: true, max: 200 },
        { name: "reasonProposed", label: { id: "Alasan", en: "Reason" }, kind: "long-text", max: 500 },
        { name: "proposerName", label: { id: "Nama", en: "Name" }, kind: "text", required: true, personal: true },
        { name: "proposerEmail", label: { id: "Email", en: "Email" }, kind: "email", required: true, personal: true },
        { name: "consent", label: { id: "Persetujuan", en: "Consent" }, kind: "consent", required: true },
      ],
      outcomes: [{ id: "usulkan", label: { id: "Kirim usulan", en: "Send" }, to: "search" }],
    },
    {
      number: 2,
      id: "search",
      state: "Memeriksa katalog",
      activity: { id: "Memeriksa ketersediaan buku di katalog", en: "Look the book up" },
      actor: "circulation-officer",
      kind: "work",
      inputs: "Katalog INLISLite",
      requires: [{ kind: "physical", what: { id: "Katalog INLISLite", en: "INLISLite" } }],
      time: { written: "10 menit", basis: "working-minutes", max: "PT10M" },
      output: "Hasil pemeriksaan",
      produces: [{ kind: "field", field: "copies" }],
      fields: [
        {
          name: "copies",
          label: { id: "Jumlah eksemplar", en: "Copies" },
          kind: "number",
          min: 0,
          required: true,
          outcomes: ["belum-ada"],
        },
      ],
      outcomes: [
        { id: "belum-ada", label: { id: "Belum cukup", en: "Too few" }, to: "judge", tone: "yes" },
        {
          id: "sudah-ada",
          label: { id: "Sudah tersedia", en: "We have it" },
          to: { end: "SELESAI" },
          letters: [{ letter: "proposal-answered", to: "book-proposer" }],
        },
      ],
    },
    {
      number: 3,
      id: "judge",
      state: "Memutuskan usulan",
      activity: { id: "Memutuskan pengadaan buku", en: "Decide on the book" },
      actor: "service-section-head",
      kind: "decision",
      mail: true,
      inputs: "Usulan, hasil pemeriksaan",
      requires: [
        { kind: "record", what: { id: "Usulan buku", en: "Proposal" }, rows: ["propose"] },
        { kind: "field", field: "copies" },
      ],
      time: { written: "1 hari", basis: "working-day", max: "P1D" },
      output: "Keputusan",
      produces: [{ kind: "record", what: { id: "Keputusan", en: "Decision" }, rows: ["judge"] }],
      differsFrom: ["search"],
      outcomes: [
        { id: "setuju", label: { id: "Setujui", en: "Approve" }, to: "order", tone: "yes" },
        {
          id: "tolak",
          label: { id: "Tolak", en: "Decline" },
          to: { end: "DITUTUP" },
          tone: "no",
          note: "required",
          letters: [{ letter: "proposal-answered", to: "book-proposer" }],
        },
      ],
    },
    {
      number: 4,
      id: "order",
      state: "Memesan buku",
      activity: { id: "Memesan buku dan memberi tahu pengusul", en: "Order the book and tell the proposer" },
      actor: "circulation-officer",
      kind: "work",
      inputs: "Keputusan",
      requires: [{ kind: "record", what: { id: "Keputusan", en: "Decision" }, rows: ["judge"], outcomes: ["setuju"] }],
      time: { written: "1 - 3 hari", basis: "working-day", min: "P1D", max: "P3D" },
      output: "Pesanan buku",
      produces: [{ kind: "physical", what: { id: "Pesanan buku", en: "Order of the book" } }],
      outcomes: [
        {
          id: "dipesan",
          label: { id: "Sudah dipesan", en: "Ordered" },
          to: { end: "SELESAI" },
          tone: "yes",
          letters: [{ letter: "proposal-answered", to: "book-proposer" }],
        },
      ],
    },
  ],
};

/** Its letter; `registerLetters({ "proposal-answered": proposalAnswered })` puts it into service. */
export const proposalAnswered: LetterWriter = (context) =>
  plainMail(context, `Usulan buku ${context.dossier.case.id}`, { id: "Lihat usulan", en: "See the proposal" }, [
    "Yth. Bapak/Ibu,",
    context.answer?.note || "Terima kasih. Usulan Bapak/Ibu telah kami tindaklanjuti.",
  ]);
