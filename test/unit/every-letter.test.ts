/** Every letter that a row may name, and every mail about a task, as lives with any answers bring them about. */
import { describe, expect, it } from "vitest";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import type { Language, Procedure } from "../../statemachines/language/vocabulary.ts";
import { letters } from "../../functions/domain/mail/letters/index.ts";
import { mailContent } from "../../functions/domain/mail/render-mail.ts";
import type { OutgoingMail } from "../../functions/domain/ports.ts";
import { randomPlayer, type RandomPlayer } from "../support/random-player.ts";

/** Offices that are opened, one after the other, until every letter was written. */
const mostOffices = 400;
const mostActs = 400;

/** Spelling of the source that the agency's letters do not keep, and words that have better ones. */
const misspelt = /\b(ijin|kerjasama|resiko|kataloq|klarifikasi|sosial media|infocus|draft|inislite|handphone)\b/;
const forgotten = /undefined|null|NaN|\[object|\$\{|Invalid Date|\(\)|, ,|\s[.,;]|: \.|\w\.\.(?!\.)/;
const notIndonesian = /\b(the|your|please|with|and|will|has been|dear)\b/i;
const notEnglish = /\b(yang|dengan|kepada|untuk|pukul|Bapak|Saudara|permohonan|tanggal)\b/;

/** Opens a case of each procedure and lets people deal with them until all have ended. */
async function play(procedures: Procedure[], player: RandomPlayer): Promise<void> {
  const open: string[] = [];
  for (const { id } of procedures) open.push(await player.begin(id));
  for (let act = 0; act < mostActs && open.length > 0; act += 1) {
    const caseId = open[act % open.length] ?? "";
    if ((await player.dossier(caseId)).case.ending) open.splice(open.indexOf(caseId), 1);
    else await player.act(caseId);
  }
}

/** The letters that rows and outcomes of tables name, and `task`, the mail about a task. */
function lettersOf(procedures: Procedure[]): Set<string> {
  const named = JSON.stringify(procedures).matchAll(/"letter":"([^"]+)"/g);
  return new Set([
    ...[...named].map(([, id]) => id ?? ""),
    ...(JSON.stringify(procedures).includes('"mail":true') ? ["task"] : []),
  ]);
}

/** What is wrong with a mail, in the language of whoever gets it. */
function faults({ subject, text, html }: OutgoingMail, language: Language, publicUrl: string): string[] {
  const words = `${subject}\n${text}`;
  const checks: [string, boolean][] = [
    ["a subject of one line", subject.trim() !== "" && !subject.includes("\n") && subject.length <= 150],
    ["nothing forgotten", !forgotten.test(words)],
    ["no exclamation", !words.includes("!")],
    ["the agency's spelling", language === "en" || !misspelt.test(words)],
    ["one language", !(language === "id" ? notIndonesian : notEnglish).test(words)],
    ["our links", [...text.matchAll(/https?:\/\/\S+/g)].every(([link]) => link.startsWith(publicUrl))],
    ["no code in what people typed", !/<(script|img|iframe)/i.test(html)],
    ["the language on the page", html.includes(`<html lang="${language}">`)],
  ];
  return checks.flatMap(([name, holds]) => (holds ? [] : [name]));
}

const languages: Language[] = ["id", "en"];
const sops = [...Map.groupBy(currentProcedures(), ({ sop }) => sop)];
const cases = languages.flatMap((language) => sops.map(([sop, procedures]) => ({ sop, language, procedures })));

it("every letter is named by a table", () => {
  const named = lettersOf(currentProcedures());
  expect(Object.keys(letters).filter((id) => !named.has(id))).toEqual([]);
});

describe.each(cases)("every letter of SOP $sop in $language", ({ language, procedures }) => {
  it("says all it should, and nothing else", async () => {
    const wanted = lettersOf(procedures);
    const chosen = new Set<string>();
    const wrong = new Map<string, string>();
    for (let seed = 1; seed <= mostOffices && wanted.size > 0; seed += 1) {
      const player = randomPlayer(seed, { chosen, language });
      await play(procedures, player);
      const settings = await player.agencies.settings();
      for (const { item } of player.memory.mails.values()) {
        wanted.delete(item.letter);
        const mail = mailContent(player, settings, item, { name: "Orang", address: "orang@contoh.test" });
        const found = faults(mail, item.to === "requester" ? language : "id", player.publicUrl);
        if (found.length > 0) wrong.set(`${item.letter}: ${found.join(", ")}`, `${mail.subject}\n${mail.text}`);
      }
    }
    expect([...wrong].slice(0, 8)).toEqual([]);
    expect([...wanted]).toEqual([]);
  }, 120_000);
});
