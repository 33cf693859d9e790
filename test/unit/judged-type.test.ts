import { describe, expect, test } from "vitest";
import { endingOf, judgedContent } from "../../statemachines/form/judged-type.ts";

const judgedType = (content: Uint8Array): string | null => {
  const judged = judgedContent(content);
  return "type" in judged ? judged.type : null;
};
const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00";
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR";
/** The end of an archive, with a comment of so many letters. */
const zipEnd = (comment = ""): string =>
  `PK\x05\x06${"\x00".repeat(16)}${String.fromCharCode(comment.length % 256, comment.length >> 8)}${comment}`;

describe("a file is what its content says", () => {
  test.each([
    ["a PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>", "application/pdf"],
    ["a PDF behind a byte order mark", "\xef\xbb\xbf%PDF-1.4", "application/pdf"],
    ["a PDF behind a printer's header", "\x1b%-12345X@PJL JOB\r\n%PDF-1.4", "application/pdf"],
    ["a PDF behind PostScript's header", "%!PS-Adobe-3.0 PDF-1.4\n%PDF-1.4", "application/pdf"],
    ["a PDF behind 1,024 bytes, as readers allow", `${"\0".repeat(1024)}%PDF-1.4`, "application/pdf"],
    ["a PDF behind 1,025 bytes", `${"\0".repeat(1025)}%PDF-1.4`, null],
    ["a JPEG", jpeg, "image/jpeg"],
    [
      "a JPEG with the words of a photo program",
      `${jpeg}<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">`,
      "image/jpeg",
    ],
    ["a PNG", png, "image/png"],
    ["nothing", "", null],
    ["a program", "MZ\x90\x00", null],
    ["a text", "Yth. Kepala Dinas", null],
    ["a Word file", "PK\x03\x04\x14\x00[Content_Types].xml", null],
  ])("%s", (_what, content, type) => {
    expect(judgedType(bytes(content))).toBe(type);
  });
});

describe("a file that is something else besides is not taken", () => {
  test.each([
    ["a page with the beginning of a JPEG", `${jpeg}<!DOCTYPE html><script>alert(1)</script>`],
    ["a page with the beginning of a PNG", `${png}<svg onload=alert(1)>`],
    ["a server's program in a comment of a JPEG", `${jpeg}\xff\xfe\x00\x20<?php system($_GET[0]); ?>`],
    ["a JPEG that readers open as a PDF", `${jpeg}\n%PDF-1.7`],
    ["a PNG that readers open as a PDF", `${png}\n%PDF-1.7`],
    ["a program that readers open as a PDF", "MZ\x90\x00%PDF-1.7"],
    ["an archive that readers open as a PDF", "PK\x03\x04\x14%PDF-1.7"],
    ["a script that readers open as a PDF", "#!/bin/sh\n%PDF-1.7"],
    ["an old Office file that readers open as a PDF", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1%PDF-1.7"],
    ["an application page that readers open as a PDF", "<HTA:APPLICATION ID=x>%PDF-1.7"],
    ["a page that readers open as a PDF", "<html><script>\n%PDF-1.7"],
    ["a PDF that is an archive too", `%PDF-1.7\n%%EOF PK\x03\x04 data${zipEnd()}`],
    ["a JPEG that is an archive with a comment too", `${jpeg} data${zipEnd("a".repeat(300))}`],
  ])("%s", (_what, content) => {
    expect(judgedType(bytes(content))).toBeNull();
  });

  test("but letters that only look like the end of an archive do no harm", () => {
    expect(judgedType(bytes(`%PDF-1.7 ${zipEnd()} and more`))).toBe("application/pdf");
  });
});

describe("whoever chose a file that is not taken is told what it is", () => {
  test.each([
    ["", "Dokumen ini kosong."],
    ["MZ\x90\x00", "Dokumen ini program, bukan PDF"],
    ["MZ\x90\x00%PDF-1.7", "Dokumen ini program, bukan PDF"],
    ["PK\x03\x04\x14\x00[Content_Types].xml", "Word, Excel"],
    ["\xd0\xcf\x11\xe0\xa1\xb1", "Word, Excel"],
    ["PK\x03\x04\x14\x00surat.pdf", "arsip (ZIP, RAR, atau 7z)"],
    ["\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"],
    ["RIFF\x10\x00\x00\x00WEBPVP8", "WebP"],
    ["<!doctype html><title>Surat</title>", "halaman web"],
    [`%PDF-1.7\n%%EOF PK\x03\x04 data${zipEnd()}`, "isi lain yang tersembunyi"],
    ["Yth. Kepala Dinas", "bukan PDF, JPG, atau PNG"],
  ])("%j: %s", (content, says) => {
    const judged = judgedContent(bytes(content));
    expect("refused" in judged && judged.refused.id).toContain(says);
  });
});

test("only types that are taken have an ending", () => {
  const types = ["application/pdf", "image/jpeg", "image/png", "text/html", "toString", ""];
  expect(types.map(endingOf)).toEqual([".pdf", ".jpg", ".png", "", "", ""]);
});
