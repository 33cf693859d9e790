/** Things that columns of several rows name, and the columns of rows that several SOPs share. */
import type { Columns } from "../language/columns.ts";
import type { DocumentKind } from "../language/known-ids.ts";
import type { ColumnItem, FieldName } from "../language/vocabulary.ts";

type Where = Pick<Extract<ColumnItem, { kind: "record" }>, "file" | "letters" | "rows" | "outcomes">;

export const physical = (id: string, en: string): ColumnItem => ({ kind: "physical", what: { id, en } });
export const record = (id: string, en: string, where: Where = {}): ColumnItem => {
  return { kind: "record", what: { id, en }, ...where };
};
export const paper = (document: DocumentKind, where: Where & { must?: true } = {}): ColumnItem => {
  return { kind: "document", document, ...where };
};
export const field = (name: FieldName): ColumnItem => ({ kind: "field", field: name });
export const tick = (name: FieldName, option?: string): ColumnItem => {
  return { kind: "tick", field: name, ...(option === undefined ? {} : { option }) };
};

export const stationery = physical("ATK", "Stationery");
export const computer = physical("Komputer", "Computer");
export const printer = physical("Printer", "Printer");
export const internet = physical("Jaringan internet", "Internet");
export const smartphone = physical("Ponsel pintar", "Smartphone");
export const photocopier = physical("Fotokopi", "Photocopier");
export const catalogue = physical("Aplikasi INLISLite", "INLISLite");
export const carpet = physical("Karpet", "Carpet");
export const books = physical("Buku", "Books");
export const table = physical("Meja baca", "Reading table");
export const shelf = physical("Rak buku", "Bookshelf");

/** Rows of `completion.ts` and `unreachable.ts`. */
export const sharedColumns: Columns = {
  "complete-request": {
    requires: [record("Permintaan kelengkapan", "What is missing", { letters: ["request-incomplete"] })],
    produces: [record("Permohonan yang lengkap", "Completed request", { rows: ["complete-request"] })],
  },
  "reach-by-phone": {
    requires: [field("contactPhone"), record("Surat yang tidak sampai", "Letter that did not arrive")],
    produces: [
      record("Hasil telepon, atau alamat baru", "What was said, or a new address", { rows: ["reach-by-phone"] }),
    ],
  },
};
