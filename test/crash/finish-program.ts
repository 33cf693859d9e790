/**
 * Brings the cases of a restored folder to their ends, and prints what came of it as a line of JSON:
 * `finish-program.ts FOLDER NOW SEED CASE...`
 */
import { finishCases } from "./finish-cases.ts";
import { seededRandom } from "./seeded.ts";

const [dataDir = "", now = "", seed = "1", ...caseIds] = process.argv.slice(2);
const finished = await finishCases(dataDir, now, caseIds, seededRandom(Number(seed)));
process.stdout.write(`${JSON.stringify(finished)}\n`, () => process.exit(0));
