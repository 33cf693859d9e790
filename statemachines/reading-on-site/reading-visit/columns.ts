/** What Kelengkapan and Output of SOP 2, rows 2 to 7, mean. */
import type { Columns } from "../../language/columns.ts";
import {
  books,
  carpet,
  catalogue,
  computer,
  field,
  internet,
  paper,
  physical,
  shelf,
  table,
} from "../../shared-rows/things.ts";

export const columns: Columns = {
  greet: {
    requires: [physical("Kerapian pakaian", "Neat dress"), physical("Etika", "Good manners")],
    produces: [physical("Pengunjung diarahkan sesuai keperluan", "The reader knows where to go")],
  },
  "fill-guest-book": {
    requires: [computer, physical("Aplikasi OPAC", "Catalogue (OPAC)"), internet],
    produces: [
      paper("guest-book", { rows: ["fill-guest-book"], outcomes: ["ketemu", "kesulitan"] }),
      physical("Ketersediaan buku", "Books found"),
    ],
  },
  ask: { requires: [computer, catalogue, internet], produces: [field("answered")] },
  read: {
    requires: [shelf, books, table, carpet],
    produces: [physical("Pemustaka membaca di ruang baca", "The reader reads in the reading room")],
  },
  "leave-books": {
    requires: [books],
    produces: [physical("Buku yang telah dibaca di meja baca", "Books that were read, on the table")],
  },
  "record-books": {
    requires: [books, table, physical("Papan label koleksi", "Labels of the collection"), shelf],
    produces: [
      paper("recap-book", { rows: ["record-books"] }),
      physical("Buku tertata rapi di rak", "Books back on the shelf"),
    ],
  },
};
