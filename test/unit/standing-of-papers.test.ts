/** Whether a paper still holds, as its QR page says. */
import { describe, expect, it } from "vitest";
import { issuedPapers, standingOf, type Issued } from "../../functions/domain/documents/standing.ts";
import type { PaperItem } from "../../functions/domain/documents/records.ts";
import type { DocumentKind } from "../../statemachines/language/known-ids.ts";

const caseId = "KJG-2026-00001";
const letterhead = { government: "Pemerintah Kabupaten Contoh", agency: "Dinas Perpustakaan", lines: [] };

/** Written and issued at an hour of one day. */
function paper(id: string, hour: number, more: Partial<PaperItem> & { issuedHour?: number } = {}): Issued {
  const { issuedHour = hour, ...rest } = more;
  const kind: DocumentKind = more.kind ?? "reply-letter";
  const at = (of: number): string => `2026-11-25T${String(of).padStart(2, "0")}:00:00.000Z`;
  const file = { id: `paper.${id}`, name: "", type: "application/pdf", size: 12, hash: "ab", kept: caseId };
  const sheet = {
    kind,
    size: "A4",
    letterhead,
    reference: [],
    addressee: [],
    body: [],
    copies: [],
    remarks: [],
  } as const;
  return {
    caseId,
    id,
    kind,
    sheet: structuredClone(sheet) as unknown as PaperItem["sheet"],
    createdAt: at(hour),
    issued: { at: at(issuedHour), file, pages: 1 },
    ...rest,
  };
}

const called = { at: "2026-11-26T02:00:00.000Z", why: "Kegiatan tidak jadi dilaksanakan." };
const first = paper("first", 1);

describe("a paper", () => {
  it("holds while it is the only one of its kind", () => {
    expect(standingOf({ papers: [first] }, first)).toEqual({ is: "valid" });
    const otherKind = paper("other", 2, { kind: "other-time-letter" });
    expect(standingOf({ papers: [first, otherKind] }, first)).toEqual({ is: "valid" });
  });

  it("is replaced by the newest of its kind, and that one holds", () => {
    const [second, third] = [paper("second", 2), paper("third", 3)];
    const papers = [first, second, third];
    expect(standingOf({ papers }, first)).toEqual({ is: "replaced", by: third });
    expect(standingOf({ papers }, second)).toEqual({ is: "replaced", by: third });
    expect(standingOf({ papers }, third)).toEqual({ is: "valid" });
  });

  it("is not replaced by one that was not issued yet", () => {
    const { issued: _, ...waiting } = paper("second", 2);
    expect(issuedPapers({ papers: [first, waiting] })).toEqual([first]);
    expect(standingOf({ papers: [first, waiting] }, first)).toEqual({ is: "valid" });
  });

  it("is not replaced by an earlier one whose mail went out later", () => {
    const delayed = paper("delayed", 0, { issuedHour: 9 });
    expect(standingOf({ papers: [delayed, first] }, first)).toEqual({ is: "valid" });
    expect(standingOf({ papers: [delayed, first] }, delayed)).toEqual({ is: "replaced", by: first });
  });

  it("is not replaced by one that went to somebody else at the same moment", () => {
    const papers = [first, paper("to-another", 1)];
    expect(papers.map((each) => standingOf({ papers }, each).is)).toEqual(["valid", "valid"]);
  });

  it("is void once that was said of it, also where another came after it", () => {
    const gone = paper("gone", 1, { void: called });
    expect(standingOf({ papers: [gone] }, gone)).toEqual({ is: "void", at: called.at });
    expect(standingOf({ papers: [gone, paper("second", 2)] }, gone)).toEqual({ is: "void", at: called.at });
  });

  it("stays replaced where the other became void: by the newest that holds, if any does", () => {
    const [second, gone] = [paper("second", 2), paper("gone", 3, { void: called })];
    expect(standingOf({ papers: [first, gone] }, first)).toEqual({ is: "replaced", by: gone });
    expect(standingOf({ papers: [first, second, gone] }, first)).toEqual({ is: "replaced", by: second });
  });
});
