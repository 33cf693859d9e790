import type { papers as id } from "../id/papers.ts";

/** The English of the page behind the QR code of a paper. */
export const papers: typeof id = {
  unknown: "Unknown document",
  standing: { valid: "VALID", replaced: "REPLACED", void: "VOID" },
  says: {
    valid: (kind) => `${kind}: we have issued it, and it has not been replaced or made void so far.`,
    replaced: (kind, number, date) =>
      number === null
        ? `${kind}: it was replaced on ${date}. Please use the new one.`
        : `${kind}: it was replaced by number ${number} of ${date}. Please use the new one.`,
    void: (kind, date) => `${kind}: it was made void on ${date}. Do not use it any more.`,
  },
  facts: {
    kind: "Kind",
    number: "Number",
    date: "Date",
    about: "Subject",
    signer: "Official",
    pages: "Pages",
  },
  compareByEye: (phone) =>
    `A QR code can be copied to another document. Make sure that what is said above is the same as what is printed; where anything differs, do not use the document and call us at ${phone}.`,
  erased: "The PDF is erased as the schedule of retention says, so documents cannot be compared with it any more.",
  file: {
    title: "Compare a document",
    lead: "If you have received it as PDF, see here whether it is exactly what we have issued.",
    stays: "The document is looked at on this device and sent nowhere.",
    choose: "Choose a PDF document",
    comparing: "Comparing…",
    answers: {
      same: "THE SAME",
      other: "NOT THE SAME",
      "no-pdf": "NO PDF",
      unreadable: "CANNOT BE READ",
    },
    same: {
      valid: "This document is exactly what we have issued, and it is still valid.",
      replaced: "This document is exactly what we have issued, but it has been replaced. Please use the new one.",
      void: "This document is exactly what we have issued, but it was made void. Do not use it any more.",
    },
    other: (phone) =>
      `This document is not what we have issued: it was changed, saved anew or scanned, or you chose another one. Choose the original PDF of our mail. If it still is not the same, do not use it and call us at ${phone}.`,
    "no-pdf":
      "Only the PDF that we have sent can be compared. Compare a photo or a printed sheet with what is said above yourself.",
    unreadable: "This device cannot read the document. Save it on the device first, and choose it once more.",
    notHere:
      "Browsers compare only at an address with https, and this page was opened without. Work out the SHA-256 of your document with another program and compare it with the fingerprint below: every letter and figure must be the same.",
    hash: "Fingerprint of the document (SHA-256)",
    hashOf: (bytes) =>
      `Of the PDF that we have issued and sent, ${bytes} bytes. What was printed, scanned or saved anew has another.`,
  },
};
