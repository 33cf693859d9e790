/** How long it takes to find cases among very many, and what that asks of the table. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { CaseListView } from "../../functions/contract/staff.ts";
import { Agency } from "./agency.ts";
import { BenchHost } from "./bench-host.ts";
import { answerTime, playSamples } from "./large.ts";
import { copyCases } from "./many-cases.ts";
import type { Figure } from "./workflow.ts";

const opening = "2026-11-23T02:00:00Z";
const later = "2026-11-24T03:01:00Z";

const questions = {
  "search, a number": "kjg-2026-20123",
  "search, a name and another": "budi santoso17",
  "search, words that every case has": "sekolah contoh",
  "search, nothing is found": "budi zzz",
};
const searchPath = (words: string): string => `/api/staff/cases?open=true&words=${encodeURIComponent(words)}`;

/** @param count how many cases there are */
export async function benchSearch(count: number): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-search-"));
  try {
    const samples = await playSamples(folder);
    await copyCases(folder, [
      { caseId: samples.asked, copies: Math.round(count * 0.5) },
      { caseId: samples.accepted, copies: Math.round(count * 0.5) },
    ]);
    return [...(await times(folder, count)), ...(await operations())];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function times(folder: string, cases: number): Promise<Figure[]> {
  const host = await BenchHost.start(later, { folder });
  try {
    await host.idle();
    const { browser } = await new Agency(host, () => pause(20)).officer("mail-registrar");
    const figures: Figure[] = [];
    for (const [name, words] of Object.entries(questions)) {
      const { body } = await browser.get<CaseListView>(searchPath(words));
      const found = body.total?.count ?? 0;
      figures.push({ ...(await answerTime(name, browser, searchPath(words))), cases, found });
    }
    return figures;
  } finally {
    await host.stop();
  }
}

/** Of the table alone, apart from those of a visit: one search among a few cases, of which one is shown. */
async function operations(): Promise<Figure[]> {
  const host = await BenchHost.start(opening, { awsClients: true });
  try {
    const agency = new Agency(host, () => host.idle());
    await agency.getReady();
    await agency.samples();
    const { browser } = await agency.officer("mail-registrar");
    await browser.get(searchPath("sekolah contoh"));
    await host.idle();
    await host.takeCounts();
    await browser.get(searchPath("budi 00001"));
    const counts = await host.takeCounts();
    const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return [{ name: "table operations of a search for two words", value: total, unit: "operations", ...counts }];
  } finally {
    await host.stop();
  }
}
