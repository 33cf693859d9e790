import { describe, expect, test } from "vitest";
import { mailProblemText, recordMailProblem, type MailReport } from "../../functions/domain/mail/delivery-failure.ts";
import { caseItem, requesterEmail } from "../support/builders.ts";
import { dependencies } from "../support/fakes/index.ts";
import { reportIn } from "../../functions/jobs/mail-events.ts";

const item = caseItem();
const address = requesterEmail;
const bounced: MailReport = { caseId: item.id, fate: "bounced", addresses: [address] };

async function withCase() {
  const work = dependencies();
  await work.cases.create(item, { subject: "SMP 1" });
  return work;
}

describe("a mail that did not arrive", () => {
  test("is marked on its case, with the telephone number to call", async () => {
    const work = await withCase();
    await recordMailProblem(work, bounced);
    const stored = await work.cases.dossier(item.id);
    expect(stored?.case.mailProblem).toMatchObject({ address, fate: "bounced" });
    expect(stored && mailProblemText(stored)).toContain("telepon +6281234567890");
  });

  test("keeps the first report", async () => {
    const work = await withCase();
    await recordMailProblem(work, bounced);
    await recordMailProblem(work, { ...bounced, fate: "unwanted", addresses: ["other@example.test"] });
    expect((await work.cases.dossier(item.id))?.case.mailProblem?.address).toBe(address);
  });

  test("counts as a mail failure", async () => {
    const work = await withCase();
    await recordMailProblem(work, bounced);
    expect(work.metrics.emitted.map(({ figures }) => figures)).toEqual([{ MailFailures: 1 }]);
  });

  test("of a case that is not here is left alone", async () => {
    const work = dependencies();
    await recordMailProblem(work, bounced);
    expect(work.metrics.emitted).toEqual([]);
  });

  test("a case without such a report says nothing", () => {
    expect(mailProblemText({ case: item, tasks: [], mails: [] })).toBeNull();
  });
});

describe("reports of SES", () => {
  const mail = { destination: [address], tags: { case: [item.id], "ses:caller-identity": ["decision"] } };
  const recipient = { emailAddress: address, action: "failed", status: "5.1.1" };

  const named = { emailAddress: address };
  const bounce = (bounceType: string, bounceSubType: string, bouncedRecipients: object[] = [recipient]) => ({
    mail,
    bounce: { bounceType, bounceSubType, bouncedRecipients },
  });

  test.each([
    ["a full mailbox", bounce("Transient", "MailboxFull"), "mailbox-full"],
    ["a full mailbox without a delivery status", bounce("Transient", "MailboxFull", [named]), "mailbox-full"],
    ["an attachment that is not taken", bounce("Transient", "AttachmentRejected"), "rejected"],
    ["an address that SES keeps back", bounce("Permanent", "OnAccountSuppressionList", [named]), "suppressed"],
    ["a failure of no known kind", bounce("Undetermined", "Undetermined"), "given-up"],
    ["an address that is not there", bounce("Permanent", "NoEmail"), "bounced"],
    ["a status without an action", bounce("Transient", "General", [{ ...named, status: "4.4.7" }]), "given-up"],
    ["a bounce", { mail, bounce: { bounceType: "Permanent", bouncedRecipients: [recipient] } }, "bounced"],
    ["a mail tried in vain", { mail, bounce: { bounceType: "Transient", bouncedRecipients: [recipient] } }, "given-up"],
    ["a complaint", { mail, complaint: { complainedRecipients: [recipient] } }, "unwanted"],
    ["a reject", { mail, reject: { reason: "Bad content" } }, "rejected"],
  ])("%s names the case and the address", (_kind, detail, fate) => {
    expect(reportIn({ source: "aws.ses", detail })).toEqual({ caseId: item.id, fate, addresses: [address] });
  });

  test.each([
    ["an answer by itself, as of somebody on leave", bounce("Transient", "General", [named])],
    ["one that SES cannot name", bounce("Undetermined", "Undetermined", [])],
    ["mail that is late", bounce("Transient", "General", [{ ...named, action: "delayed", status: "4.4.1" }])],
  ])("%s is no report: the mail arrived, or may yet", (_kind, detail) => {
    expect(reportIn({ source: "aws.ses", detail })).toBeNull();
  });

  test("mail without a case, such as an invitation, is passed over", () => {
    expect(reportIn({ detail: { mail: { destination: [address] }, reject: {} } })).toBeNull();
  });
});
