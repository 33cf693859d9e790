/** Whoever asked in English reads English: on every page behind their links, on every device, and in every mail. */
import { describe, expect, it } from "vitest";
import { openTasks } from "../../functions/domain/case/case-file.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { browser, prove } from "../support/http.ts";
import { people } from "../support/builders.ts";
import { lastLink } from "../support/mail-links.ts";
import { player, type Player, type Replies, type Script } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, visitScript } from "../support/scripts/official-visit.ts";
import { stories } from "../support/stories.ts";

/** Words of a sentence of ours in Indonesian; names of places, institutions and topics stay as they are. */
const indonesian =
  /\b(yang|dengan|kepada|untuk|pukul|Bapak|Saudara|permohonan|tanggal|kami|Anda|dari|dapat|oleh|belum|sudah|telah|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Januari|Februari|Maret|Mei|Juni|Juli|Agustus|Oktober|Desember|orang|mohon|langkah|Kunjungan|Dibatalkan|Selesai)\b/i;
const english = { headers: { "accept-language": "en" } };

/** What somebody who reads English sees of a view: of texts in both languages the one, of others all. */
function read(view: unknown, path = ""): [where: string, text: string][] {
  if (typeof view === "string") return [[path, view]];
  if (typeof view !== "object" || view === null) return [];
  if ("id" in view && "en" in view && Object.keys(view).length === 2) return [[path, String(view.en)]];
  return Object.entries(view).flatMap(([key, each]) => read(each, `${path}.${key}`));
}

/** For programs, or typed in by people, or the agency's own name. */
const notOurs =
  /\.(status|subject|case|id|task|nonce|calendar|step\.state|outcome|share|districts|closedDays|note|office)\b|facts\.\d+\.value|\.values?\b|context|\.name$|summary\.subject|suggested|\.options\.\d+\.value$/;

/** What people typed, in their own language: reasons, names, what they ask for. */
function typedIn({ case: { request }, changes = [], tasks }: Dossier): string[] {
  const answers = tasks.flatMap(({ answer }) => (answer ? [answer.note, ...Object.values(answer.values)] : []));
  const all = [...Object.values(request), ...answers, ...changes.map(({ reason }) => reason)];
  return all.filter((each) => typeof each === "string").map((each) => each.replace(/\.$/, ""));
}

/** What stands in Indonesian on the pages that whoever asked can open now. */
async function indonesianOn(work: Player, caseId: string): Promise<string[]> {
  const dossier = await work.dossier(caseId);
  const phone = browser(work);
  const tracking = work.secrets.linkId("tracking", caseId);
  const page = await phone.get(`/api/tracking/${tracking}`, english);
  expect(page.body["language"]).toBe("en");
  const found = read(page.body, "tracking");
  for (const task of openTasks(dossier).filter(({ assignees }) => assignees.includes("requester"))) {
    const link = taskLinkId(work.secrets, task, "requester");
    const asked = await phone.get(`/api/decisions/${link}`, english);
    expect(asked.body["language"]).toBe("en");
    found.push(...read(asked.body, `proof of ${task.step}`));
    await prove(phone, link, work);
    found.push(...read((await phone.get(`/api/decisions/${link}`, english)).body, task.step));
  }
  const typed = typedIn(dossier).toSorted((one, other) => other.length - one.length);
  return found
    .filter(([where]) => !notOurs.test(where))
    .flatMap(([where, text]) => {
      const ours = typed.reduce((left, words) => (words === "" ? left : left.replaceAll(words, "")), text);
      const at = ours.search(indonesian);
      return at < 0 ? [] : [`${where}: ${ours.slice(Math.max(0, at - 40), at + 60)}`];
    });
}

it.each(stories.map(({ name, ...story }) => ({ name, story })))(
  "$name: the end is told in English",
  async ({ story }) => {
    const work = player(story.script);
    const caseId = await story.play(work, "en");
    expect(await indonesianOn(work, caseId)).toEqual([]);
  },
);

const scripts: [Script, Replies][] = [
  [visitScript, {}],
  [visitScript, anotherTime],
  [stopScript, {}],
  [agreementScript, {}],
];

it.each(scripts)("every row on the way is told in English, and asked in English (%#)", async (script, replies) => {
  const work = player(script);
  const caseId = await work.submit({}, { language: "en" });
  const seen = new Set<string>();
  for (let [task] = openTasks(await work.dossier(caseId)); task; [task] = openTasks(await work.dossier(caseId))) {
    expect([task.step, await indonesianOn(work, caseId)]).toEqual([task.step, []]);
    if (seen.has(task.step)) break;
    seen.add(task.step);
    const known = script.usual[task.step] ?? replies[task.step];
    if (!known) break;
    await work.answerAsUsual(caseId, replies[task.step]);
  }
  expect(seen.size).toBeGreaterThan(4);
});

describe("on another device", () => {
  it("every page behind a link says in which language whoever asked reads", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({}, { language: "en" });
    await work.playTo(caseId, "never");
    const phone = browser(work);
    const pages = [
      `/api/tracking/${work.secrets.linkId("tracking", caseId)}`,
      `/api/surveys/${caseId}/${work.secrets.linkId("survey-link", caseId)}`,
    ];
    for (const path of pages) expect((await phone.get(path)).body).toMatchObject({ language: "en" });
  });

  it("an official's link says nothing of the language of others", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({}, { language: "en" });
    await work.playTo(caseId, "decide");
    const link = lastLink(work.mailer.to(people.divisionHead.email));
    expect((await browser(work).get(`/api/decisions/${link}`)).body).not.toHaveProperty("language");
  });
});
