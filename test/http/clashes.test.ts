import { expect, it } from "vitest";
import type { DecisionView, TaskView } from "../../functions/contract/decision.ts";
import type { ClashesView, DispositionView, MonthPlanView } from "../../functions/contract/staff.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { people } from "../support/builders.ts";
import { browser, prove } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { accompaniedBy, visitScript } from "../support/scripts/official-visit.ts";
import { otherVehicle, stopPlan, stopScript, vehicle } from "../support/scripts/mobile-library.ts";

const { divisionHead, sectionHead } = people;

/** A stop in a village that was planned for the usual day, and another one whose plan is to be made. */
async function office(firstUntil: "judge-plan" | "assign") {
  const work = player(stopScript);
  const first = await work.submit({ hostName: "Desa Sumberjaya" });
  await work.playTo(first, firstUntil, { plan: { values: stopPlan({ place: "Balai Desa" }) } });
  const second = await work.submit();
  await work.playTo(second, "plan");
  return { work, first, second };
}

const pathOf = async (work: Player, caseId: string): Promise<string> =>
  `/api/staff/tasks/${caseId}/${(await work.task(caseId)).id}`;

async function clashesWhile(work: Player, caseId: string, values: Values): Promise<ClashesView["clashes"]> {
  const path = `${await pathOf(work, caseId)}/clashes`;
  const reply = await browser(work).post(path, { outcome: "ajukan", values }, { as: sectionHead });
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as unknown as ClashesView).clashes;
}

const taskPage = async (work: Player, caseId: string, as: StaffMember): Promise<TaskView> =>
  (await browser(work).get(await pathOf(work, caseId), { as })).body as unknown as TaskView;

const { rainPlan: _, theme: __, ...times } = stopPlan();

it("what a plan clashes with is told while it is typed in: which car and people, where, when, and whether they are promised", async () => {
  const { first, second, work } = await office("assign");
  const { aids } = await taskPage(work, second, sectionHead);
  expect(aids.clashFields).toEqual([
    "date",
    "start",
    "end",
    "arrival",
    "travelMinutes",
    "vehicle",
    "officers",
    "driver",
  ]);
  expect(await clashesWhile(work, second, times)).toEqual([
    {
      case: first,
      approved: true,
      text: {
        id: `${vehicle}, Joko Prasetyo dan Wahyu Nugroho sudah dijadwalkan di Balai Desa pukul 08.00-12.30, termasuk perjalanan.`,
        en: `${vehicle}, Joko Prasetyo and Wahyu Nugroho: already scheduled at Balai Desa, 08.00-12.30, travel included.`,
      },
    },
  ]);
});

it("two plans that nobody has approved are shown to each other, and neither is refused", async () => {
  const { first, second, work } = await office("judge-plan");
  const [clash] = await clashesWhile(work, second, { ...times, vehicle: otherVehicle });
  expect(clash).toMatchObject({ case: first, approved: false });
  expect(clash?.text.id).toBe(
    "Joko Prasetyo dan Wahyu Nugroho juga direncanakan di Balai Desa pukul 08.00-12.30, termasuk perjalanan (belum disetujui).",
  );
  await work.answerAsUsual(second);
  expect((await work.task(second)).step).toBe("judge-plan");
});

it.each<[string, Values]>([
  ["on another day", { date: "2026-12-10" }],
  ["that leaves when the other comes back", { arrival: "13:10", start: "13:20", end: "14:00" }],
  ["whose hour is not typed in yet", { start: "" }],
  ["whose hour cannot be read", { start: "jam 9", arrival: 9 }],
])("a plan %s clashes with nothing", async (_name, values) => {
  const { second, work } = await office("assign");
  expect(await clashesWhile(work, second, { ...times, ...values })).toEqual([]);
});

it("asking stores nothing, and needs somebody of the staff", async () => {
  const { second, work } = await office("assign");
  const before = JSON.stringify([...work.memory.days]);
  await clashesWhile(work, second, times);
  expect(JSON.stringify([...work.memory.days])).toBe(before);
  const path = `${await pathOf(work, second)}/clashes`;
  expect((await browser(work).post(path, { values: times })).status).toBe(403);
});

it("the division head sees the clash on the page behind the mail, and in the plan of the month beside both stops", async () => {
  const { first, second, work } = await office("judge-plan");
  await work.answerAsUsual(second);
  await work.answerAsUsual(first);
  const link = taskLinkId(work.secrets, await work.task(second), `staff:${divisionHead.id}`);
  const phone = browser(work);
  await prove(phone, link, work);
  const page = await phone.get(`/api/decisions/${link}`);
  const view = page.body as unknown as DecisionView;
  if (view.page !== "decide") throw new Error(`not shown: ${page.text}`);
  expect(view.task.aids.clashes).toMatchObject([{ case: first, approved: true }]);

  const month = (await browser(work).get("/api/staff/plans/2026-12", { as: divisionHead })).body;
  const { stops } = month as unknown as MonthPlanView;
  const told = Object.fromEntries(stops.map((stop) => [stop.case, stop.clashes.map((clash) => clash.case)]));
  expect(told).toEqual({ [first]: [second], [second]: [first] });
});

it("of two clashing stops in one disposition the first is stored, and the other says with what it clashes and what to choose", async () => {
  const { first, second, work } = await office("judge-plan");
  await work.answerAsUsual(second);
  const tasks = [];
  for (const id of [first, second]) tasks.push({ case: id, task: (await work.task(id)).id });
  const body = { outcome: "sesuai", note: "", tasks };
  const reply = await browser(work).post("/api/staff/dispositions", body, { as: divisionHead });
  const { results } = reply.body as unknown as DispositionView;
  expect(results.map(({ stored }) => stored)).toEqual([true, false]);
  expect(results[1]?.message).toBe(
    `Bentrok: ${vehicle} sudah dijadwalkan di Balai Desa (${first}) pukul 08.00-12.30, termasuk perjalanan. Pilih "Kembalikan untuk diperbaiki" agar mobil, petugas, atau waktunya diganti.`,
  );
  await work.flow.settle();
  expect([(await work.task(first)).step, (await work.task(second)).step]).toEqual(["assign", "judge-plan"]);
});

it("a visitor is not shown who else comes at that time", async () => {
  const work = player(visitScript);
  const first = await work.caseAt("accept-companionship", {}, { headcount: 10 });
  const caseId = await work.caseAt("sign-guest-book", accompaniedBy(people.otherCompanion), {
    headcount: 10,
    institutionName: "SMA 2 Contoh",
  });
  const link = taskLinkId(work.secrets, await work.task(caseId), "requester");
  const phone = browser(work);
  await prove(phone, link, work);
  const page = await phone.get(`/api/decisions/${link}`);
  expect(page.body["page"], page.text).toBe("decide");
  expect(page.text).not.toContain(first);
  expect(page.text).not.toContain("SMPN 1");
});

it("a companion of two visits at one hour is told while named, and refused when put in another's place", async () => {
  const work = player(visitScript);
  const first = await work.caseAt("accept-companionship", {}, { headcount: 10 });
  const second = await work.caseAt("recommend", {}, { headcount: 10, institutionName: "SMA 2 Contoh" });
  const { aids } = await taskPage(work, second, sectionHead);
  expect([aids.clashFields, aids.clashes]).toEqual([["companion", "sessionCompanions"], []]);
  const path = `${await pathOf(work, second)}/clashes`;
  const typed = { outcome: "teruskan", values: { companion: people.companion.id } };
  const told = await browser(work).post(path, typed, { as: sectionHead });
  const clash = {
    case: first,
    approved: true,
    text: {
      id: `${people.companion.name} sudah dijadwalkan untuk SMPN 1 Contoh pukul 09.00-11.00.`,
      en: `${people.companion.name}: already scheduled for SMPN 1 Contoh, 09.00-11.00.`,
    },
  };
  expect(told.body["clashes"]).toEqual([clash]);
  await work.answerAsUsual(second, {
    values: { recommendation: "cocok", companion: people.otherCompanion.id },
  });
  const reason = "Dewi cuti.";
  const change = { operation: "replace-people", seen: 0, reason, values: { companion: people.companion.id } };
  const refused = await browser(work).post(`/api/staff/cases/${second}/changes`, change, { as: divisionHead });
  expect([refused.status, Object.keys(refused.body["fields"] as object)]).toEqual([409, ["companion"]]);
});

it("the Kabid sees that the companion of a visit is planned for another one, and the second approval is refused", async () => {
  const work = player(visitScript);
  const first = await work.caseAt("decide", {}, { headcount: 10 });
  const second = await work.caseAt("decide", {}, { headcount: 10, institutionName: "SMA 2 Contoh" });
  const link = taskLinkId(work.secrets, await work.task(second), `staff:${divisionHead.id}`);
  const phone = browser(work);
  await prove(phone, link, work);
  const page = (await phone.get(`/api/decisions/${link}`)).body as unknown as DecisionView;
  if (page.page !== "decide") throw new Error("not shown");
  expect(page.task.aids.clashes).toMatchObject([{ case: first, approved: false }]);
  await work.answerAsUsual(first);
  const refused = await phone.post(`/api/decisions/${link}`, { outcome: "ya", nonce: page.nonce });
  expect([refused.status, refused.body["code"]]).toEqual([409, "taken"]);
  expect(refused.body["message"]).toContain(
    `${people.companion.name} sudah dijadwalkan untuk SMPN 1 Contoh (${first})`,
  );
});

it("the host is shown no other stop", async () => {
  const { second, work } = await office("assign");
  await work.answerAsUsual(second, { values: stopPlan({ date: "2026-12-10" }) });
  await work.playTo(second, "confirm");
  const task = await taskPage(work, second, sectionHead);
  expect([task.aids.clashes, task.aids.clashFields]).toEqual([[], []]);
});
