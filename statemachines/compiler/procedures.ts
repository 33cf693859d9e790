/**
 * `npm run procedures`: the SOPs as the service runs them.
 *
 *     npm run procedures             a sheet for people
 *     npm run procedures -- --json   an array with an object per row of the agency's document
 */
import { currentProcedures } from "../language/registry.ts";
import "../index.ts";
import { sheetRows, sheetText } from "./sop-sheet.ts";

const options = process.argv.slice(2);
const inOrder = currentProcedures().toSorted((left, right) => left.sop - right.sop);

if (options.some((option) => option !== "--json")) {
  console.error("procedures takes no option, or --json");
  process.exitCode = 2;
} else if (options.includes("--json")) {
  console.log(JSON.stringify(inOrder.flatMap(sheetRows), null, 2));
} else {
  console.log(inOrder.map(sheetText).join("\n\n"));
}
