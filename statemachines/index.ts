/** The agency's tables, and what their papers and letters say, put into the registry by importing this file. */
import * as cooperationLetters from "./cooperation-agreement/letters.ts";
import { papers as cooperationPapers } from "./cooperation-agreement/papers.ts";
import { cooperationAgreement } from "./cooperation-agreement/sop.ts";
import { registerLetterTemplates } from "./language/letter-templates.ts";
import { registerPapers } from "./language/paper-templates.ts";
import { register } from "./language/registry.ts";
import * as mobileLetters from "./mobile-library/letters.ts";
import { papers as mobilePapers } from "./mobile-library/papers.ts";
import { mobileLibrary } from "./mobile-library/sop.ts";
import * as visitLetters from "./official-visit/letters.ts";
import { papers as visitPapers } from "./official-visit/papers.ts";
import { officialVisit } from "./official-visit/sop.ts";
import { monthlyReport } from "./reading-on-site/monthly-report/sop.ts";
import { openingCheck } from "./reading-on-site/opening-check/sop.ts";
import { readingVisit } from "./reading-on-site/reading-visit/sop.ts";

register([mobileLibrary, officialVisit, openingCheck, readingVisit, monthlyReport, cooperationAgreement]);
registerPapers({
  [mobileLibrary.id]: mobilePapers,
  [officialVisit.id]: visitPapers,
  [cooperationAgreement.id]: cooperationPapers,
});
registerLetterTemplates([visitLetters, mobileLetters, cooperationLetters].flatMap((each) => Object.values(each)));
