/** Whether the figures of a month may still change: they stand once its report was handed in. */
import { rowOfTask } from "../case/case-file.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { subjectFrom } from "../case/contact.ts";
import type { TaskItem } from "../case/records.ts";
import type { Dependencies } from "../ports.ts";
import { readingTable } from "./reading-tables.ts";

/** The open tasks of a month's report. @param month YYYY-MM */
export async function openReports({ tasks }: Pick<Dependencies, "tasks">, month: string): Promise<TaskItem[]> {
  const report = readingTable("report");
  const roles = [...new Set(report.steps.map(({ actor }) => actor))];
  const waiting = (await Array.fromAsync(tasks.inbox(roles))).map(({ task }) => task);
  return waiting.filter((task) => task.procedure === report.id && task.subject === subjectFrom(report, month));
}

/** Why nothing more can be entered of a month, and what to do; null where it can. @param month YYYY-MM */
export async function whyMonthIsClosed(
  dependencies: Pick<Dependencies, "recaps" | "tasks">,
  month: string,
): Promise<Text | null> {
  const [open, filed] = await Promise.all([openReports(dependencies, month), dependencies.recaps.reports(month)]);
  return closedBecause(open, filed.at(-1)?.version ?? null);
}

/** @param received version of the report that was received last, or null */
export function closedBecause(open: TaskItem[], received: number | null): Text | null {
  if (open.some(takesFigures)) return null;
  if (open.length > 0) return handedIn;
  return received === null ? null : receivedAs(received);
}

/** Whether a report is being made: its figures are taken when it is handed in. */
function takesFigures(task: TaskItem): boolean {
  return rowOfTask(task)?.computes !== undefined;
}

const handedIn: Text = {
  id: "Laporan bulan ini sedang menunggu penerimaan. Bila angkanya harus diubah, mintalah laporan dikembalikan dahulu.",
  en: "The report of this month waits to be received. If its figures must change, ask for it to be returned first.",
};

function receivedAs(version: number): Text {
  return {
    id: `Laporan bulan ini sudah diterima (versi ${version}). Pilih “Buat pembetulan” di halaman rekap bulan ini, lalu isi catatannya.`,
    en: `The report of this month was received (version ${version}). Choose “Make a correction” on the page of the month, then enter the day.`,
  };
}
