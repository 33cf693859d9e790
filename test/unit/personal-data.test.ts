/** Personal data of people outside: what is erased, when, and what stays. */
import { describe, expect, it, test } from "vitest";
import type { RetentionClass } from "../../statemachines/language/known-ids.ts";
import { personalClasses, retention, retentionClasses } from "../../statemachines/language/retention.ts";
import { fieldsOf } from "../../statemachines/language/table.ts";
import { procedureOfCase } from "../../functions/domain/case/case-file.ts";
import type { Dossier } from "../../functions/domain/case/records.ts";
import { filesOf } from "../../functions/domain/form/attached-files.ts";
import { verifyCase } from "../../functions/domain/decision-log/verify.ts";
import { issuePapers } from "../../functions/domain/documents/issue-papers.ts";
import { askErasure } from "../../functions/domain/personal-data/ask-erasure.ts";
import { hasErasures } from "../../functions/domain/personal-data/carry-out-erasures.ts";
import { endCase } from "../../functions/domain/task/run-actions.ts";
import { contactsKept, keptFrom, retentionDays } from "../../functions/domain/personal-data/retention.ts";
import { agency } from "../support/builders.ts";
import { fakeSecrets } from "../support/fakes/services.ts";
import { player, type Player, type Script } from "../support/player.ts";
import { agreementScript, signing } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const officer = { by: "staff:pdp", record: "PDP-2026-0001" } as const;
const scripts = { "a visit": visitScript, "an agreement": agreementScript, "a stop": stopScript } satisfies Record<
  string,
  Script
>;
/** What people outside gave that is personal, by the fields of the rows. */
function personalValues({ case: item, tasks }: Dossier): string[] {
  const names = new Set(fieldsOf(procedureOfCase(item)).flatMap(({ name, personal }) => (personal ? [name] : [])));
  const all = [item.request, ...tasks.map(({ answer }) => answer?.values ?? {})].flatMap(Object.entries<unknown>);
  return all.flatMap(([name, value]) => (names.has(name) && typeof value === "string" ? [value] : []));
}

async function ended(script: Script): Promise<{ work: Player; caseId: string }> {
  const work = player(script);
  work.files.put("deed", "pks.pdf", Buffer.from("%PDF-1.7 the signed deed"));
  const caseId = await work.submit();
  await work.playTo(caseId, "(the end)", { "record-signing": { values: signing({ scan: "deed" }) } });
  expect((await work.dossier(caseId)).case.ending).toBe("SELESAI");
  await sealed(work);
  return { work, caseId };
}

/** The log of decisions is written on the day after. */
async function sealed(work: Player): Promise<void> {
  work.clock.set(Date.parse(work.clock.at().slice(0, 10)) + 86_400_000 + 15 * 60_000);
  await work.sweep();
}

async function later(work: Player, count: number): Promise<void> {
  work.clock.advance({ days: count });
  // A quarter of an hour, for what is due; the sweep after it carries it out.
  work.clock.set(Math.ceil(work.clock.now() / 900_000) * 900_000);
  await work.sweep();
  work.clock.advance({ minutes: 1 });
  await work.sweep();
}

async function verdict(work: Player, caseId: string): Promise<ReturnType<typeof verifyCase>> {
  const { decisionLog } = work;
  const dossier = await work.dossier(caseId);
  return verifyCase(fakeSecrets().hash, dossier, await decisionLog.seals(caseId), await decisionLog.days());
}

describe.each(Object.entries(scripts))("%s that has ended", (_what, script) => {
  it("loses the contacts when their time is over and keeps its papers; the log of decisions says erased, not changed", async () => {
    const { caseId, work } = await ended(script);
    const before = await work.dossier(caseId);
    const gone = personalValues(before);
    expect(gone.length).toBeGreaterThan(2);
    await later(work, retention.contact.days - 3);
    expect((await work.dossier(caseId)).case.request).toEqual(before.case.request);
    await later(work, 4);
    const after = await work.dossier(caseId);
    expect(after.case.erasures?.map((each) => each.class).toSorted()).toEqual([...personalClasses].toSorted());
    expect(hasErasures(after.case)).toBe(false);
    const left = JSON.stringify(after);
    for (const value of gone) expect(left).not.toContain(value);
    expect(left).not.toContain(String(before.case.request["contactName"]));
    expect(filesOf(after)).toEqual(filesOf(before));
    expect(after.case.subject).toBe(before.case.subject);
    const { differences, notes } = await verdict(work, caseId);
    expect(differences).toEqual([]);
    expect(notes.filter((line) => line.endsWith("dihapus")).length).toBeGreaterThan(3);
    expect(after.tasks.map(({ answer }) => answer?.outcome)).toEqual(before.tasks.map(({ answer }) => answer?.outcome));
  });

  it.each(["files.noteErasure", "cases.askErasure", "decisionLog.seals", "decisionLog.reseal", "cases.erase"])(
    "is erased whole after a stop at %s",
    async (call) => {
      const { caseId, work } = await ended(script);
      const gone = personalValues(await work.dossier(caseId));
      const stop = (): never => {
        throw new Error("the program died");
      };
      work.on.after(call, stop);
      const ask = async () => askErasure(work, (await work.dossier(caseId)).case, personalClasses, officer);
      await ask().catch(() => undefined);
      await ask();
      for (let sweeps = 0; sweeps < 3; sweeps += 1) {
        await work.sweep();
        work.clock.advance({ minutes: 6 });
      }
      const left = JSON.stringify(await work.dossier(caseId));
      for (const value of gone) expect(left).not.toContain(value);
      expect((await verdict(work, caseId)).differences).toEqual([]);
    },
  );
});

describe("what was written elsewhere in a case", () => {
  it("loses the names and contacts that stand in it, and is told as erased", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({ purposeDetail: "Ibu Ratna Dewanti (0812 3456 7890) menunggu kabar." });
    await work.playTo(caseId, "(the end)");
    await sealed(work);
    await askErasure(work, (await work.dossier(caseId)).case, personalClasses, officer);
    for (let sweeps = 0; sweeps < 2; sweeps += 1) {
      await work.sweep();
      work.clock.advance({ minutes: 1 });
    }
    expect((await work.dossier(caseId)).case.request["purposeDetail"]).toBe("•••• (••••) menunggu kabar.");
    const { differences, notes } = await verdict(work, caseId);
    expect(differences).toEqual([]);
    expect(notes).toContain("CASE request.purposeDetail: dihapus");
  });
});

describe("papers", () => {
  it("that are void stay so in the register when the names in its lines are erased", async () => {
    const work = player(visitScript);
    const caseId = await work.submit({ institutionName: "Komunitas Ibu Ratna Dewanti" });
    await work.playTo(caseId, "accept-companionship");
    await endCase(work, await work.dossier(caseId), "DIBATALKAN");
    await issuePapers(work);
    await askErasure(work, (await work.dossier(caseId)).case, personalClasses, officer);
    for (let sweeps = 0; sweeps < 2; sweeps += 1) {
      await work.sweep();
      work.clock.advance({ minutes: 1 });
    }
    const [entry] = await work.registers.list("outgoing", 2026);
    expect(entry?.line).toMatchObject({ printed: "000.4/1/DISPUSIP/2026", void: true });
    expect(entry?.line?.to).toMatch(/Komunitas ••••$/);
  });

  it("that the service issued lose the words in which names stand, and are gone when letters are; their numbers stay", async () => {
    const { caseId, work } = await ended(visitScript);
    work.agencies.now.settings = { ...work.agencies.now.settings, retentionDays: { contact: 100, letter: 400 } };
    const [paper] = (await work.dossier(caseId)).papers ?? [];
    if (!paper?.issued) throw new Error("the case has no paper");
    await later(work, 101);
    const [without] = (await work.dossier(caseId)).papers ?? [];
    expect(without).toMatchObject({ number: paper.number, sheet: { addressee: [], body: [] }, issued: paper.issued });
    expect(await work.files.stateOf(paper.issued.file)).toBe("whole");
    await later(work, 300);
    expect(await work.files.stateOf(paper.issued.file)).toBe("missing");
    expect(JSON.stringify(await work.registers.list("outgoing", 2026))).not.toContain("Ratna");
  });

  it("go by their own class: a letter whose time the agency set is gone from the store, a signed agreement stays", async () => {
    const { caseId, work } = await ended(agreementScript);
    work.agencies.now.settings = { ...work.agencies.now.settings, retentionDays: { letter: 400 } };
    const [letter, scan] = filesOf(await work.dossier(caseId));
    if (!letter || !scan) throw new Error("the case has no papers");
    await later(work, 401);
    expect([await work.files.stateOf(letter), await work.files.stateOf(scan)]).toEqual(["missing", "whole"]);
    const [gone, there] = filesOf(await work.dossier(caseId));
    expect(gone).toMatchObject({ id: letter.id, name: "", hash: letter.hash });
    expect(gone?.erased).toBeDefined();
    expect(there).toEqual(scan);
    expect((await verdict(work, caseId)).differences).toEqual([]);
  });

  it("of the archive are not erased because somebody asks", async () => {
    const { caseId, work } = await ended(agreementScript);
    const { case: item } = await work.dossier(caseId);
    await expect(askErasure(work, item, ["agreement"], officer)).rejects.toMatchObject({ kind: "invalid" });
    expect((await work.dossier(caseId)).case.erasures).toBeUndefined();
  });
});

describe("a case that has not ended", () => {
  it("is erased when it has", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    await askErasure(work, (await work.dossier(caseId)).case, personalClasses, officer);
    await work.sweep();
    expect((await work.dossier(caseId)).case.request).toHaveProperty("contactPhone");
    await work.playTo(caseId, "(the end)");
    work.clock.advance({ minutes: 20 });
    await work.sweep();
    const { request } = (await work.dossier(caseId)).case;
    expect(request).not.toHaveProperty("contactPhone");
    expect(request).toHaveProperty("headcount");
  });
});

describe("the days", () => {
  it("of a setting that changed hold for cases of before", async () => {
    const { caseId, work } = await ended(visitScript);
    await later(work, 100);
    expect((await work.dossier(caseId)).case.request).toHaveProperty("contactPhone");
    work.agencies.now.settings = { ...work.agencies.now.settings, retentionDays: { contact: 60 } };
    await later(work, 1);
    expect((await work.dossier(caseId)).case.request).not.toHaveProperty("contactPhone");
  });

  test.each<[string, Partial<Record<RetentionClass, number | null>>, string | null]>([
    ["as in the table", {}, "2026-01-01T00:00:00.000Z"],
    ["nothing goes", { devices: null, contact: null }, null],
    ["one class alone", { devices: null, contact: 30 }, "2026-01-01T00:00:00.000Z"],
  ])("place an ended case: %s", (_what, own, from) => {
    const item = { ...bare, endedAt: "2026-01-01T00:00:00.000Z" };
    expect(keptFrom(item, retentionDays({ retentionDays: own }))).toBe(from);
  });

  it("place a case later, whose first class is gone, by as much as the next is kept longer", () => {
    const erasures = [{ class: "devices", at: "2026-04-01T00:00:00.000Z", by: "system" }] as const;
    const item = { ...bare, endedAt: "2026-01-01T00:00:00.000Z", erasures: [...erasures] };
    const from = keptFrom(item, retentionDays({}));
    const days = (Date.parse(from ?? "") - Date.parse(item.endedAt)) / 86_400_000;
    expect(days).toBe(retention.contact.days - retention.devices.days);
  });

  test.each([
    [730, "2 tahun"],
    [365, "1 tahun"],
    [400, "400 hari"],
    [null, "selama diwajibkan peraturan"],
  ])("%s are promised in words", (contact, words) => {
    expect(contactsKept({ retentionDays: { contact } }).id).toBe(words);
  });

  it("of each class are said once", () => {
    expect(Object.keys(retentionDays(agency()))).toEqual(retentionClasses);
  });
});

const bare = {
  ...{ id: "KJG-2026-00001", procedure: "official-visit", version: 1, language: "id" as const },
  ...{ createdAt: "2025-12-01T00:00:00.000Z", request: {}, files: [] },
};
