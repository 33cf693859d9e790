/** The agency's tables, put into the registry by importing this file. */
import { cooperationAgreement } from "./cooperation-agreement/sop.ts";
import { register } from "./language/registry.ts";
import { mobileLibrary } from "./mobile-library/sop.ts";
import { officialVisit } from "./official-visit/sop.ts";
import { monthlyReport } from "./reading-on-site/monthly-report/sop.ts";
import { openingCheck } from "./reading-on-site/opening-check/sop.ts";
import { readingVisit } from "./reading-on-site/reading-visit/sop.ts";

register([mobileLibrary, officialVisit, openingCheck, readingVisit, monthlyReport, cooperationAgreement]);
