/**
 * `npm run sheet -- official-visit [FILE]`: the sheet of an SOP (format SOP AP) as PDF, by default `official-visit.pdf` in the
 * folder one is in. Bad input: a line on stderr, exit code 2.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { drawSop } from "../../../functions/adapters/pdf/draw-sop.ts";
import { sopChart } from "../../../functions/domain/documents/sop-chart.ts";
import { currentProcedures } from "../../../statemachines/language/registry.ts";
import "../../../statemachines/index.ts";

const [id, file, ...surplus] = process.argv.slice(2);
const procedure = currentProcedures().find((candidate) => candidate.id === id);

if (!procedure || surplus.length > 0) {
  const known = currentProcedures().map((candidate) => candidate.id);
  console.error(`Usage: npm run sheet -- SOP [FILE], SOP is one of ${known.join(", ")}`);
  process.exitCode = 2;
} else {
  const target = path.resolve(file ?? `${procedure.id}.pdf`);
  const { bytes, pages } = await drawSop(sopChart(procedure), Date.now());
  await writeFile(target, bytes);
  console.log(`${target} (${pages} ${pages === 1 ? "page" : "pages"})`);
}
