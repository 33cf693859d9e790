import { describe, expect, it } from "vitest";
import { reportIn } from "../../functions/jobs/mail-events.ts";
import { recordMailProblem } from "../../functions/domain/mail/delivery-failure.ts";
import { people, requesterEmail } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const { registrar, sectionHead } = people;

/** The report of SES about the requester's address. */
async function bounced(work: Player, caseId: string): Promise<void> {
  const mail = { destination: [requesterEmail], tags: { case: [caseId] } };
  const bounce = { bouncedRecipients: [{ emailAddress: requesterEmail }], timestamp: "2026-11-23T09:30:00.000+07:00" };
  const report = reportIn({ detail: { mail, bounce } });
  if (!report) throw new Error("no report");
  await recordMailProblem(work, report);
}

interface Row {
  task: string;
  state: string;
  outsideSop: boolean;
  mine: boolean;
}

describe("the phone task of a case whose mail bounced", () => {
  it("stands in the registrar's inbox and on the case, marked as outside the SOP; the status stays the flow's", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    await bounced(work, caseId);
    const inbox = await browser(work).get("/api/staff/tasks", { as: registrar });
    expect(inbox.body["tasks"]).toMatchObject([
      { case: caseId, state: "Menghubungi pemohon lewat telepon", outsideSop: true, number: null, mine: true },
    ]);
    const view = await browser(work).get(`/api/staff/cases/${caseId}`, { as: sectionHead });
    expect((view.body["open"] as Row[]).map(({ state, mine }) => [state, mine])).toEqual([
      ["Meminta keputusan dan disposisi Kepala Bidang", true],
      ["Menghubungi pemohon lewat telepon", false],
    ]);
    expect(view.body["status"]).toBe("DIPROSES");
    expect(view.body["problem"]).toContain("Hubungi pemohon lewat telepon +6281234567890");
  });

  it("names whom to call, takes the new address, and the mails go there", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    await bounced(work, caseId);
    const path = `/api/staff/tasks/${caseId}/reach-by-phone-1`;
    const page = await browser(work).get(path, { as: registrar });
    expect((page.body["facts"] as { name: string; value: string }[]).slice(0, 3).map(({ value }) => value)).toEqual([
      "Ibu Ratna Dewanti",
      "+6281234567890",
      requesterEmail,
    ]);
    const wrong = await browser(work).post(
      path,
      { outcome: "alamat-baru", values: { contactEmail: "salah" } },
      { as: registrar },
    );
    expect([wrong.status, Object.keys(wrong.body["fields"] as object)]).toEqual([422, ["contactEmail"]]);
    const values = { contactEmail: "tu@smpn1.sch.test" };
    const stored = await browser(work).post(path, { outcome: "alamat-baru", values }, { as: registrar });
    expect([stored.status, stored.body["next"]]).toEqual([200, null]);
    await work.sweep();
    const view = await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar });
    expect(view.body["problem"]).toBeNull();
    const mails = view.body["mails"] as { addresses: string[] }[];
    expect(mails[0]?.addresses).toEqual([requesterEmail, "tu@smpn1.sch.test"]);
    expect((await work.task(caseId)).step).toBe("recommend");
  });

  it("is not for others", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("recommend");
    await bounced(work, caseId);
    const path = `/api/staff/tasks/${caseId}/reach-by-phone-1`;
    const reply = await browser(work).post(path, { outcome: "sudah-dihubungi", note: "ya" }, { as: sectionHead });
    expect(reply.status).toBe(403);
  });

  it("leaves the requester's page as it is", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const path = `/api/tracking/${work.secrets.linkId("tracking", caseId)}`;
    const before = (await browser(work).get(path)).body;
    await bounced(work, caseId);
    const after = (await browser(work).get(path)).body;
    expect([after["status"], after["told"]]).toEqual([before["status"], before["told"]]);
    expect(after["cancel"]).not.toBeNull();
  });
});

describe("what staff pass on by WhatsApp", () => {
  it("is each mail to the requester, and a page that only shows, with number and words filled in", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("accept-companionship");
    const view = (await browser(work).get(`/api/staff/cases/${caseId}`, { as: registrar })).body;
    const mails = view["mails"] as { to: string; whatsApp: { text: string; url: string } | null }[];
    const { show } = view["outside"] as { show: { url: string; whatsApp: { url: string } } };
    const outside = mails.filter(({ to }) => to === "Ibu Ratna Dewanti");
    expect(outside.length).toBeGreaterThan(0);
    for (const { whatsApp } of outside) {
      expect(whatsApp?.url).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/);
      expect(whatsApp?.text).toContain(show.url);
    }
    expect(mails.filter(({ to }) => to !== "Ibu Ratna Dewanti").every(({ whatsApp }) => whatsApp === null)).toBe(true);
    expect(decodeURIComponent(show.whatsApp.url)).toContain(show.url);
    const path = show.url.slice(show.url.indexOf("/lihat/") + "/lihat/".length);
    expect((await browser(work).get(`/api/shown/${path}`)).body["case"]).toBe(caseId);
  });
});
