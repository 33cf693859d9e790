/** The page of service levels as the dashboard shows it: the same figures, in English as the alarms, with what to do. Pure. */
import type { RowLevelView, ServiceLevelsView } from "../../contract/service-levels.ts";
import { proposedInWords, shareInWords, tookInWords, waitedInWords } from "../../domain/used-time.ts";

/** What CloudWatch tells whoever edits the dashboard. */
export const whatTheWidgetIs = [
  "## Service levels",
  "Per SOP what is open, late, due soon and with people outside now; and of the days that the dashboard shows the share in time, lead time",
  "and each row against its standard time. The same figures as the page *Mutu layanan* of the staff app. No parameters.",
].join("\n");

/** The whole widget. What people typed stands nowhere in it, but titles of the agency and names of its people do. */
export function serviceLevelsHtml(view: ServiceLevelsView): string {
  return [
    `<p>${view.from} to ${view.until}, as of ${view.at}. Office hours; waiting for people outside is counted apart.</p>`,
    `<h3>What to do</h3><ul>${whatToDo(view)
      .map((line) => `<li>${escaped(line)}</li>`)
      .join("")}</ul>`,
    `<h3>Now, and these days</h3>${table(summaryHead, summaryRows(view))}`,
    `<h3>Where cases wait</h3>${
      view.waiting.length === 0 ? "<p>Nothing waits.</p>" : table(waitingHead, waitingRows(view))
    }`,
    `<h3>Rows against their standard time</h3>${table(rowHead, rowRows(view))}`,
    `<h3>Waiting for people outside</h3>${table(outsideHead, outsideRows(view))}`,
  ].join("\n");
}

const shownAtMost = 20;

/** What the figures ask of whoever looks, the most urgent first. */
function whatToDo({ services, waiting }: ServiceLevelsView): string[] {
  const all = (of: "late" | "stopped" | "dueSoon"): number => services.reduce((sum, { now }) => sum + now[of], 0);
  const [lateRow] = waiting.filter(({ late }) => late > 0);
  const unrealistic = services.flatMap(({ title, versions }) =>
    versions.flatMap(({ unrealistic: rows }) => rows.map((row) => ({ ...row, title: title.en }))),
  );
  const lines = [
    ...(all("stopped") > 0
      ? [
          `Cases stopped at a fault: ${all("stopped")}. Open them in the staff app (status GANGGUAN), mend the cause, press Lanjutkan.`,
        ]
      : []),
    ...(lateRow
      ? [
          `Steps late: ${all("late")}, most at "${lateRow.activity.en}" with ${lateRow.actor.en}: talk to them, or name a substitute.`,
        ]
      : []),
    ...(all("dueSoon") > 0 ? [`Steps due within an office hour: ${all("dueSoon")}. Nothing to do but to know.`] : []),
    ...unrealistic.map(
      ({ activity, is, p90Share, perUnit, proposed, title, written }) =>
        `${title}, "${activity.en}": 9 of 10 take ${p90Share}% of the standard (${written}), which is ${is.replace("-", " ")}. Propose ${proposedInWords(proposed, perUnit, "en")} in the next revision of the SOP.`,
    ),
  ];
  return lines.length > 0 ? lines : ["Nothing: no case stopped, no step is late, and standard times fit."];
}

const summaryHead = [
  ...["SOP", "Open", "Stopped", "Late", "Due soon", "Waiting outside"],
  ...["In time", "Ended", "Finished: half within", "9 of 10 within", "Repeated steps"],
];

function summaryRows({ services }: ServiceLevelsView): Cells[] {
  return services.map(({ cases, now, title, ...share }) => [
    ...[title.en, now.open, now.stopped, now.late, now.dueSoon, now.outside],
    ...[`${shareInWords(share)} (${share.inTime} of ${share.of})`, cases.ended],
    ...[waitedInWords(cases.leadHours.p50, "en"), waitedInWords(cases.leadHours.p90, "en"), cases.again],
  ]);
}

const waitingHead = ["Step", "SOP", "With", "How many", "Late", "Since"];

function waitingRows({ waiting }: ServiceLevelsView): Cells[] {
  return waiting
    .slice(0, shownAtMost)
    .map(({ activity, actor, count, late, names, since, title }) => [
      ...[activity.en, title.en, [actor.en, ...names.slice(0, 1)].join(": "), count, late, since.slice(0, 16)],
    ]);
}

const rowHead = ["SOP", "Version", "Row", "Step", "Standard", "Done", "Half within", "9 of 10 within", "In time"];

function rowRows({ services }: ServiceLevelsView): Cells[] {
  return services.flatMap(({ title, versions }) =>
    versions.flatMap(({ rows, version }) => rows.map((row): Cells => [title.en, version, ...rowCells(row)])),
  );
}

function rowCells({ activity, count, p50, p90, row, written, ...share }: RowLevelView): Cells {
  return [row, activity.en, written, count, tookInWords(p50, "en"), tookInWords(p90, "en"), shareInWords(share)];
}

const outsideHead = ["SOP", "Version", "Row", "Step", "Answers", "Half within", "9 of 10 within", "No answer"];

function outsideRows({ services }: ServiceLevelsView): Cells[] {
  return services.flatMap(({ title, versions }) =>
    versions.flatMap(({ outside, version }) =>
      outside.map(({ activity, count, p50, p90, row, silent }): Cells => [
        ...[title.en, version, row, activity.en, count],
        ...[waitedInWords(p50, "en"), waitedInWords(p90, "en"), silent],
      ]),
    ),
  );
}

type Cells = (string | number)[];

function table(head: string[], rows: Cells[]): string {
  if (rows.length === 0) return "<p>Nothing yet.</p>";
  const line = (tag: string, cells: Cells): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(String(cell))}</${tag}>`).join("")}</tr>`;
  return `<table>${line("th", head)}${rows.map((row) => line("td", row)).join("")}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
