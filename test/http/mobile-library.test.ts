import { describe, expect, it } from "vitest";
import type { CaseView, DispositionView, MonthPlanView, UnconfirmedView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { PublicScheduleView } from "../../functions/contract/public.ts";
import { everybody, people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { hostRequest, stopDay, stopPlan, stopScript } from "../support/scripts/mobile-library.ts";

const { circulation, divisionHead, sectionHead } = people;

const planOf = async (work: Player, as = divisionHead): Promise<MonthPlanView> =>
  (await browser(work).get("/api/staff/plans/2026-12", { as })).body as unknown as MonthPlanView;

/** Some stops that wait for the division head, each on its day. */
async function waiting(work: Player, dates: string[]): Promise<string[]> {
  const cases: string[] = [];
  for (const date of dates) {
    const caseId = await work.submit({ hostName: `Desa ${date}` });
    await work.playTo(caseId, "judge-plan", { plan: { values: stopPlan({ date, place: `Balai ${date}` }) } });
    cases.push(caseId);
  }
  return cases;
}

describe("the public schedule", () => {
  it("shows date, place and hours of what is made known, and nothing else", async () => {
    const work = player(stopScript);
    await work.playTo(await work.submit(), "confirm");
    await waiting(work, ["2026-12-10"]);
    const reply = await browser(work).get("/api/schedule");
    const view = reply.body as unknown as PublicScheduleView;
    expect(view.stops).toEqual([
      {
        date: stopDay,
        start: "09:00",
        end: "11:50",
        place: "SDN 2 Contoh",
        service: { id: "Layanan Perpustakaan Keliling", en: "Mobile library" },
        postponed: false,
      },
    ]);
    expect(view).toMatchObject({ zone: "Asia/Jakarta", from: "2026-11-23", until: "2027-01-21" });
    for (const secret of ["Surya", "81234567890", "PSL-2026", "B 9001"]) expect(reply.text).not.toContain(secret);
  });

  it("is a calendar to subscribe to, in which a delay is a cancelled entry", async () => {
    const work = player(stopScript);
    const caseId = await work.submit();
    await work.playTo(caseId, "travel");
    const text = await icsOf(work);
    expect(text).toContain("BEGIN:VCALENDAR\r\n");
    expect(text).toContain("DTSTART:20261209T020000Z\r\n");
    expect(text).toContain("DTEND:20261209T045000Z\r\n");
    expect(text).toContain("LOCATION:SDN 2 Contoh\r\n");
    expect(text).toContain("STATUS:CONFIRMED\r\n");
    expect(text).not.toContain("PSL-2026");
    await work.answerAsUsual(caseId, { outcome: "batal-cuaca", note: "Hujan.", values: {} });
    const after = await icsOf(work);
    expect(after).toContain("STATUS:CANCELLED\r\n");
    expect(after).toContain("SUMMARY:DITUNDA: Layanan Perpustakaan Keliling\\, SDN 2 Contoh");
    expect(idOf(after)).toBe(idOf(text));
  });
});

it("the calendar escapes what the format reserves and folds long lines without cutting a letter", async () => {
  const work = player(stopScript);
  const place = `Balai Désa; "Melati", ${"é".repeat(60)} \\ lapangan`;
  await work.playTo(await work.submit(), "confirm", { plan: { values: stopPlan({ place }) } });
  const text = await icsOf(work);
  const lines = text.split("\r\n");
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain(`LOCATION:Balai Désa\\; "Melati"\\, ${"é".repeat(60)} \\\\ lapangan\r\n`);
});

describe("the plan of a month (A6)", () => {
  it("lists the stops in the order of time, with vehicle and crew, and what the division head may decide", async () => {
    const work = player(stopScript);
    await waiting(work, ["2026-12-14", "2026-12-03"]);
    const { stops } = await planOf(work);
    expect(stops.map(({ date, place }) => [date, place])).toEqual([
      ["2026-12-03", "Balai 2026-12-03"],
      ["2026-12-14", "Balai 2026-12-14"],
    ]);
    expect(stops[0]).toMatchObject({
      vehicle: "B 9001 PUS",
      crew: ["Joko Prasetyo", "Wahyu Nugroho"],
      departs: "08:00",
      returns: "12:30",
      state: "planned",
    });
    expect(stops[0]?.decide?.outcomes.map(({ id }) => id)).toEqual(["sesuai", "tidak"]);
    expect((await planOf(work, sectionHead)).stops.every(({ decide }) => decide === null)).toBe(true);
  });

  it("is approved in one disposition; what cannot be is told, and sending it again changes nothing", async () => {
    const work = player(stopScript);
    const cases = await waiting(work, ["2026-12-03", "2026-12-08", "2026-12-14"]);
    const tasks = (await planOf(work)).stops.map((stop) => ({ case: stop.case, task: stop.decide?.task ?? "" }));
    await work.answerAsUsual(cases[1] ?? "", { outcome: "tidak", note: "Gabungkan dengan lokasi lain." });
    const body = { outcome: "sesuai", note: "", tasks: [...tasks, { case: "PSL-2026-09999", task: "x" }] };
    const send = async () => browser(work).post("/api/staff/dispositions", body, { as: divisionHead });
    const { results } = (await send()).body as unknown as DispositionView;
    expect(results.map(({ stored }) => stored)).toEqual([true, false, true, false]);
    expect(results[1]?.message).toContain("sudah diproses");
    await work.flow.settle();
    expect(await Promise.all(cases.map(async (id) => (await work.task(id)).step))).toEqual([
      "assign",
      "plan",
      "assign",
    ]);
    const again = (await send()).body as unknown as DispositionView;
    expect(again.results.map(({ stored }) => stored)).toEqual([true, false, true, false]);
    await work.flow.settle();
    expect(await Promise.all(cases.map(async (id) => (await work.task(id)).step))).toEqual([
      "assign",
      "plan",
      "assign",
    ]);
  });

  it("is returned with a note, which is needed for each", async () => {
    const work = player(stopScript);
    const [caseId = ""] = await waiting(work, ["2026-12-03"]);
    const tasks = [{ case: caseId, task: (await work.task(caseId)).id }];
    const post = async (note: string) => {
      const reply = await browser(work).post(
        "/api/staff/dispositions",
        { outcome: "tidak", note, tasks },
        { as: divisionHead },
      );
      return (reply.body as unknown as DispositionView).results[0];
    };
    expect(await post("")).toMatchObject({ stored: false });
    expect(await post("Terlalu jauh untuk satu hari.")).toMatchObject({ stored: true });
  });

  it("offers nothing to whoever made it: not in the plan, nor on the case page, nor in one disposition", async () => {
    const work = player(stopScript);
    const maker = { ...sectionHead, roles: [...sectionHead.roles, "library-division-head" as const] };
    work.agencies.now.staff = everybody().map((each) => (each.id === maker.id ? maker : each));
    const [caseId = ""] = await waiting(work, ["2026-12-03"]);
    const { get, post } = browser(work);
    const mine = async (as: StaffMember): Promise<(boolean | undefined)[]> => {
      const [stop] = (await planOf(work, as)).stops;
      const page = (await get(`/api/staff/cases/${caseId}`, { as })).body as unknown as CaseView;
      return [stop?.decide !== null, page.open[0]?.mine];
    };
    expect(await mine(divisionHead)).toEqual([true, true]);
    expect(await mine(maker)).toEqual([false, false]);
    const tasks = [{ case: caseId, task: (await work.task(caseId)).id }];
    const reply = await post("/api/staff/dispositions", { outcome: "sesuai", tasks }, { as: maker });
    const [result] = (reply.body as unknown as DispositionView).results;
    expect(result?.message).toMatch(/^Anda menyusun berkas ini/);
    expect((await work.task(caseId)).answer).toBeNull();
  });

  it("is not decided by others, nor can other rows be decided so", async () => {
    const work = player(stopScript);
    const [first = ""] = await waiting(work, ["2026-12-03"]);
    const tasks = [{ case: first, task: (await work.task(first)).id }];
    const reply = await browser(work).post(
      "/api/staff/dispositions",
      { outcome: "sesuai", tasks },
      { as: circulation },
    );
    expect((reply.body as unknown as DispositionView).results[0]).toMatchObject({ stored: false });
    await work.playTo(first, "assign");
    const other = [{ case: first, task: (await work.task(first)).id }];
    const wrong = await browser(work).post(
      "/api/staff/dispositions",
      { outcome: "ubah", tasks: other },
      { as: sectionHead },
    );
    expect((wrong.body as unknown as DispositionView).results[0]).toMatchObject({ stored: false });
    expect((await browser(work).get("/api/staff/plans/2026-13", { as: divisionHead })).status).toBe(404);
  });
});

describe("the host's request", () => {
  const submit = (work: Player, values: Record<string, unknown>) =>
    browser(work).post("/api/requests", {
      procedure: "mobile-library",
      submissionId: crypto.randomUUID(),
      language: "id",
      values,
    });

  it("may come without email, and then somebody telephones, before it is a case and afterwards", async () => {
    const work = player(stopScript);
    const reply = await submit(work, hostRequest({ contactEmail: undefined, noEmail: true }));
    expect([reply.status, reply.body["callTo"]]).toEqual([202, "+6281234567890"]);
    const desk = browser(work);
    const list = (await desk.get("/api/staff/unconfirmed", { as: people.mobileOfficer })).body;
    const [{ id } = { id: "" }] = (list as unknown as UnconfirmedView).requests;
    const path = `/api/staff/unconfirmed/${id}/confirm`;
    const begun = await desk.post(path, { words: "Benar, Bapak Surya." }, { as: people.mobileOfficer });
    expect(begun.status).toBe(201);
    await work.flow.settle();
    const { tasks } = await work.dossier(String(begun.body["case"]));
    expect(tasks.map(({ step }) => step)).toContain("reach-by-phone");
  });

  it.each([
    [{ contactEmail: undefined }, "contactEmail"],
    [{ hostName: "" }, "hostName"],
    [{ expectedReaders: {} }, "expectedReaders"],
    [{ expectedReaders: { anak: -1 } }, "expectedReaders"],
    [{ expectedReaders: { robot: 3 } }, "expectedReaders"],
    [{ preferredDate: "2026-11-24" }, "preferredDate"],
    [{ preferredDate: "2026-12-25" }, "preferredDate"],
    [{ alternativeDate: stopDay }, "alternativeDate"],
    [{ contactPhone: "12345" }, "contactPhone"],
    [{ district: "Atlantis" }, "district"],
    [{ agreement: "PKS-2026-00001" }, "agreement"],
    [{ consent: false }, "consent"],
  ])("with %j names the field %s and stores nothing", async (wrong, field) => {
    const work = player(stopScript);
    const reply = await submit(work, { ...hostRequest(), ...wrong });
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body["fields"] as object)).toEqual([field]);
    expect(work.memory.cases.size).toBe(0);
  });
});

async function icsOf(work: Player): Promise<string> {
  const reply = await browser(work).get("/api/schedule.ics");
  expect(reply.headers["Content-Type"]).toBe("text/calendar; charset=utf-8");
  return reply.text;
}

function idOf(feed: string): string | undefined {
  return /^UID:(.+)$/m.exec(feed)?.[1];
}
