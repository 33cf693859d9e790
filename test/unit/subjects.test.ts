import { describe, expect, it } from "vitest";
import { subjectFrom, subjectOf } from "../../functions/domain/case/contact.ts";
import { monthlyReport } from "../../statemachines/reading-on-site/monthly-report/sop.ts";
import { openingCheck } from "../../statemachines/reading-on-site/opening-check/sop.ts";
import { readingVisit } from "../../statemachines/reading-on-site/reading-visit/sop.ts";
import { caseItem } from "../support/builders.ts";

describe("what people call a case", () => {
  it("is who asks", () => {
    expect(subjectOf(caseItem())).toBe("SMPN 1 Contoh");
  });

  it("is the month or the day of what the calendar opened, in words", () => {
    expect(subjectFrom(monthlyReport, "2026-11")).toBe("November 2026");
    expect(subjectFrom(openingCheck, "2026-11-23")).toBe("Senin, 23 November 2026");
  });

  it("is the role of a reader, who gives no name", () => {
    expect(subjectOf(caseItem({ procedure: readingVisit.id, request: {} }))).toBe("Pemustaka");
  });
});
