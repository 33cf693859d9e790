/** The row beside a flow for a requester whom mail does not reach. */
import type { ActorId, Aside } from "../language/vocabulary.ts";

/**
 * A row for a procedure's `aside`: somebody telephones, and either tells what the letters say or asks the right address.
 *
 * @param actor who telephones
 * @param emailField the procedure's `contact.email`, which a new address corrects
 */
export function unreachableAside(actor: ActorId, emailField = "contactEmail"): Aside {
  return {
    number: null,
    id: "reach-by-phone",
    state: "Menghubungi pemohon lewat telepon",
    activity: {
      id: "Menghubungi pemohon lewat telepon atau WhatsApp karena surat elektronik tidak sampai",
      en: "Reach the requester by phone, because mail does not arrive",
    },
    actor,
    kind: "work",
    inputs: "Nomor telepon pemohon, surat yang tidak sampai",
    time: { written: "1 hari kerja", basis: "working-day", max: "P1D" },
    output: "Pemohon mengetahui isi surat, atau alamat email yang benar",
    outsideSop: "X10",
    opensOn: "unreachable",
    fields: [
      {
        name: emailField,
        label: { id: "Alamat email yang benar", en: "The right email address" },
        kind: "email",
        required: true,
        max: 254,
        personal: true,
        outcomes: ["alamat-baru"],
        hint: {
          id: "Surat yang belum sampai dikirim lagi ke alamat ini.",
          en: "Letters that did not arrive are sent again, to this address.",
        },
        error: {
          id: "Alamat email tidak valid. Contoh: nama@sekolah.sch.id.",
          en: "This email address is not valid. Example: name@school.sch.id.",
        },
      },
    ],
    outcomes: [
      {
        id: "sudah-dihubungi",
        label: { id: "Sudah dihubungi", en: "Reached by phone" },
        to: "aside",
        tone: "yes",
        note: "required",
        noteLabel: { id: "Hal yang disepakati", en: "What was agreed" },
        outsideSop: "X10",
      },
      {
        id: "alamat-baru",
        label: { id: "Catat alamat email baru", en: "Record a new address" },
        to: "aside",
        tone: "change",
        outsideSop: "X10",
      },
    ],
  };
}
