/** Requests about personal data and breaches are recorded, answered in time, and nothing that was written is overwritten. */
import { randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import type {
  IncidentListView,
  IncidentView,
  PrivacyListView,
  PrivacyRequestView,
} from "../../functions/contract/personal-data.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { member, people } from "../support/builders.ts";
import { browser, type Reply } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const officer = member("wati", "Wati Susanti, S.H.", ["data-protection-officer"]);
const colleague = member("tono", "Tono Hartono", ["data-protection-officer"]);
const base = "/api/staff/personal-data";

const asked = {
  kind: "erase",
  name: "Ratna Dewi",
  contact: "0812-3456-7890",
  channel: "counter",
  recognised: "Menunjukkan KTP.",
  words: "Mohon hapus data saya.",
};
const breach = {
  foundOn: "2026-11-20",
  foundAt: "09:00",
  happened: "Daftar hadir terkirim ke alamat yang keliru.",
  data: "Nama dan nomor HP.",
};

function desk(): { work: Player; post: Post; get: Get } {
  const work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, officer, colleague];
  const outside = browser(work);
  return {
    work,
    post: (path, body, as = officer) => outside.post(base + path, body, { as }),
    get: (path, query = {}, as = officer) => outside.get(base + path, { as, query }),
  };
}
type Post = (path: string, body: unknown, as?: StaffMember) => Promise<Reply>;
type Get = (path: string, query?: Record<string, string>, as?: StaffMember) => Promise<Reply>;

const view = <View>({ body }: Reply): View => body as unknown as View;
const record = (values: object = {}) => ({ submissionId: randomUUID(), values: { ...asked, ...values } });

describe("a request about personal data", () => {
  it("gets a number of the year and is due after 3 x 24 hours, or as the agency says", async () => {
    const { get, post, work } = desk();
    expect(await post("/requests", record())).toMatchObject({ status: 201, body: { number: "PDP-2026-0001" } });
    work.agencies.now.settings = { ...work.agencies.now.settings, privacyHours: 24 };
    await post("/requests", record({ kind: "access" }));
    const { requests } = view<PrivacyListView>(await get(""));
    const hours = requests.map(({ dueAt, receivedAt }) => (Date.parse(dueAt) - Date.parse(receivedAt)) / 3_600_000);
    // The first that is due comes first.
    expect(requests.map(({ number }) => number)).toEqual(["PDP-2026-0002", "PDP-2026-0001"]);
    expect(hours).toEqual([24, 72]);
  });

  it("that is sent twice is one", async () => {
    const { get, post } = desk();
    const sent = record();
    const both = await Promise.all([post("/requests", sent), post("/requests", sent)]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect(view<PrivacyListView>(await get("")).total).toEqual({ count: 1, more: false });
  });

  it("that is not whole is refused, field by field", async () => {
    const { post } = desk();
    const reply = await post("/requests", record({ name: "", kind: "burn" }));
    expect([reply.status, Object.keys(reply.body["fields"] as object).toSorted()]).toEqual([422, ["kind", "name"]]);
  });

  it("is counted in the menu, and marked when it is overdue", async () => {
    const { post, work } = desk();
    await post("/requests", record());
    await post("/incidents", {
      submissionId: randomUUID(),
      values: { ...breach, foundOn: "2026-11-23", foundAt: "08:00" },
    });
    const me = async (as: StaffMember) => (await browser(work).get("/api/staff/me", { as })).body["dataRequests"];
    expect(await me(officer)).toEqual({ open: 2, overdue: false });
    work.clock.advance({ minutes: 73 * 60 });
    expect(await me(officer)).toEqual({ open: 2, overdue: true });
    expect(await me(people.registrar)).toBeNull();
  });
});

describe("the page", () => {
  test("is for the head of the agency where nobody has the role of its own", async () => {
    const { get, work } = desk();
    expect((await get("", {}, people.agencyHead)).status).toBe(404);
    work.agencies.now.staff = work.agencies.now.staff.filter(({ id }) => ![officer.id, colleague.id].includes(id));
    expect((await get("", {}, people.agencyHead)).status).toBe(200);
    expect((await get("", {}, people.divisionHead)).status).toBe(404);
  });
});

describe("a breach", () => {
  it("is due 3 x 24 hours after it was found, however late it is recorded", async () => {
    const { get, post } = desk();
    expect(await post("/incidents", { submissionId: randomUUID(), values: breach })).toMatchObject({
      status: 201,
      body: { number: "INS-2026-0001" },
    });
    const { incidents } = view<IncidentListView>(await get("/incidents"));
    expect(incidents).toMatchObject([
      { foundAt: "2026-11-20T02:00:00.000Z", dueAt: "2026-11-23T02:00:00.000Z", closedAt: null },
    ]);
  });

  it("keeps what was known before, and its notice says what article 46 asks", async () => {
    const { get, post } = desk();
    await post("/incidents", { submissionId: randomUUID(), values: breach });
    const path = "/incidents/INS-2026-0001";
    const values = { ...breach, people: 40, cause: "Salah pilih alamat.", measures: "Penerima diminta menghapus." };
    const changed = view<IncidentView>(await post(path, { seen: 1, values }));
    expect(changed.entries.at(-1)).toMatchObject({
      name: officer.name,
      words: expect.stringContaining("Jumlah orang: -"),
    });
    for (const part of [
      "Nama dan nomor HP.",
      "40",
      "Salah pilih alamat.",
      "Penerima diminta menghapus.",
      "20 November 2026",
    ])
      expect(changed.notice).toContain(part);
    expect((await post(path, { seen: 2, values })).status).toBe(422);
    expect(view<IncidentView>(await get(path)).values).toMatchObject(values);
  });

  it("of which two officers write at once keeps both writings or tells the second", async () => {
    const { get, post } = desk();
    await post("/incidents", { submissionId: randomUUID(), values: breach });
    const path = "/incidents/INS-2026-0001";
    const note = (words: string, as: StaffMember) => post(`${path}/entries`, { seen: 1, did: "note", words }, as);
    const both = await Promise.all([note("Satu.", officer), note("Dua.", colleague)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(view<IncidentView>(await get(path)).entries).toHaveLength(2);
  });

  it("that is closed takes nothing more, and stands in the register that is exported", async () => {
    const { get, post } = desk();
    await post("/incidents", { submissionId: randomUUID(), values: { ...breach, cause: "=HYPERLINK(1)" } });
    const path = "/incidents/INS-2026-0001";
    expect((await post(`${path}/entries`, { seen: 1, did: "closed", words: " " })).status).toBe(422);
    const end = { seen: 1, did: "closed", words: "Semua orang diberi tahu." };
    expect(view<IncidentView>(await post(`${path}/entries`, end)).closedAt).not.toBeNull();
    expect((await post(path, { seen: 2, values: { ...breach, people: 3 } })).status).toBe(409);
    const { content } = view<{ content: string }>(await get("/incident-register"));
    const csv = Buffer.from(content, "base64").toString("utf8");
    expect(csv).toContain("INS-2026-0001");
    expect(csv).toContain("'=HYPERLINK(1)");
    expect(csv).toContain("Semua orang diberi tahu.");
    expect(view<IncidentListView>(await get("/incidents", { open: "false" })).incidents).toHaveLength(1);
  });
});

test("a record that does not exist is not there", async () => {
  const { get } = desk();
  expect((await get("/requests/PDP-2026-0009")).status).toBe(404);
  expect(view<Partial<PrivacyRequestView>>(await get("/incidents/PDP-2026-0009")).number).toBeUndefined();
});
