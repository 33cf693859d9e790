import { createHash } from "node:crypto";
import { GetItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { filesIn } from "../../functions/adapters/s3/files.ts";
import { mailerFrom } from "../../functions/adapters/ses/mailer.ts";
import { stepFunctions } from "../../functions/adapters/step-functions/step-functions.ts";
import { workflowOn } from "../../functions/adapters/step-functions/workflow.ts";
import { mailServiceIn, storeIn } from "../../functions/wiring/dependencies.ts";
import type { Files, OutgoingMail } from "../../functions/domain/ports.ts";
import type { Run } from "../../functions/domain/ports.ts";
import { fakeFiles, fakeMailer, fakeWorkflow } from "../support/fakes/services.ts";
import { pdf, requesterEmail, storedFile } from "../support/builders.ts";
import { startTestHost, type TestHost } from "../local/host/test-host.ts";

/** The services on one machine, behind the real SDK clients. */
let running: TestHost;
beforeAll(async () => {
  running = await startTestHost();
});
afterAll(() => running.end());

describe.each(["the fake", "S3"])("files: %s", (which) => {
  let files: Files;
  let upload: (id: string, bytes: Uint8Array, type?: string) => Promise<number>;
  beforeEach(() => {
    const fake = fakeFiles();
    files = which === "S3" ? filesIn("letters", storeIn(process.env)) : fake;
    upload = async (id, bytes, type = "application/pdf") => {
      const { url, fields } = await files.presignUpload(id, "surat é.pdf", type, bytes.length || 1);
      if (files === fake) {
        fake.put(id, "surat é.pdf", bytes);
        return 204;
      }
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob([new Uint8Array(bytes)]), "x.pdf");
      return (await fetch(url, { method: "POST", body: form })).status;
    };
  });

  it("what a browser uploads by its form is judged by content, with its name", async () => {
    expect(await upload("one", pdf)).toBe(204);
    const hash = createHash("sha256").update(pdf).digest("hex");
    expect(await files.inspect("one")).toEqual({
      type: "application/pdf",
      size: pdf.length,
      hash,
      name: "surat é.pdf",
    });
  });

  test.each([
    ["a JPEG", "\xff\xd8\xff\xe0JFIF", "image/jpeg"],
    ["a PNG", "\x89PNG\r\n\x1a\nIHDR", "image/png"],
    ["a program called a letter", "MZ\x90\x00\x03", null],
    ["a page called a letter", "<!doctype html>", null],
    ["a beginning too short to know", "%PD", null],
    ["a PDF behind what a scanner wrote", `\r\n${" ".repeat(1000)}%PDF-1.4`, "application/pdf"],
  ])("%s", async (what, content, type) => {
    await upload(what.replaceAll(" ", "-"), Buffer.from(content, "latin1"));
    const found = await files.inspect(what.replaceAll(" ", "-"));
    expect(found && "type" in found ? found.type : null).toBe(type);
    expect(found && "refused" in found).toBe(type === null);
  });

  it("a file that was never uploaded is absent, not an error", async () => {
    expect(await files.inspect("nothing")).toBeNull();
  });

  it("a file that is kept is fetched by its hash, whatever is uploaded in its place afterwards", async () => {
    await upload("two", pdf);
    const hash = hashOf(pdf);
    const file = storedFile({ id: "two", name: "x\u202efdp.exe", hash, kept: "CASE-1" });
    expect(await files.keep({ id: "two", hash }, "CASE-1")).toBe(true);
    await upload("two", Buffer.from("MZ\x90 a program"));
    expect(await files.stateOf(file)).toBe("whole");
    const address = await files.presignDownload(file, "Surat é KJG-2026-00001.pdf");
    expect(address).toContain(`files/CASE-1/${hash}?`);
    expect(address).not.toMatch(/two|exe|202e/i);
    if (which !== "S3") return;
    const found = await fetch(address);
    expect(found.headers.get("content-type")).toBe("application/pdf");
    expect(found.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''Surat%20%C3%A9%20KJG-2026-00001.pdf",
    );
    expect(found.headers.get("x-amz-meta-name")).toBeNull();
    expect(found.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(new Uint8Array(await found.arrayBuffer())).toEqual(pdf);
  });

  it("nothing but what was looked into is kept", async () => {
    await upload("three", pdf);
    const other = Buffer.from("%PDF-1.7 something else");
    await upload("three", other);
    expect(await files.keep({ id: "three", hash: hashOf(pdf) }, "CASE-1")).toBe(false);
    expect(await files.keep({ id: "never", hash: hashOf(pdf) }, "CASE-1")).toBe(false);
    expect(await files.keep({ id: "three", hash: hashOf(other) }, "CASE-1")).toBe(true);
    // After a crash it is done again.
    expect(await files.keep({ id: "three", hash: hashOf(other) }, "CASE-1")).toBe(true);
  });

  it("a file that is erased is gone from its case, and from no other that has the same", async () => {
    await upload("four", pdf);
    const hash = hashOf(pdf);
    const here = storedFile({ id: "four", hash, kept: "CASE-1" });
    const there = { ...here, kept: "CASE-2" };
    for (const folder of ["CASE-1", "CASE-2"]) await files.keep({ id: "four", hash }, folder);
    for (const _again of [1, 2]) await files.erase(here);
    expect([await files.stateOf(here), await files.stateOf(there)]).toEqual(["missing", "whole"]);
    for (const _again of [1, 2])
      await files.noteErasure("CASE-1", { class: "letter", at: "2026-12-02T00:00:00.000Z", by: "system" });
  });

  it("a file that is gone is told from one that is whole", async () => {
    expect(await files.stateOf(storedFile({ hash: hashOf(Buffer.from("nobody has it")), kept: true }))).toBe("missing");
  });
});

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("files: S3", () => {
  const files = () => filesIn("letters", storeIn(process.env));
  const put = async (Key: string, Body: Uint8Array) =>
    new S3Client({ forcePathStyle: true }).send(new PutObjectCommand({ Bucket: "letters", Key, Body }));

  it("bytes under a hash that is not theirs are told", async () => {
    const hash = hashOf(Buffer.from("%PDF-1.7 the first"));
    await put(`files/${hash}`, Buffer.from("%PDF-1.7 another"));
    expect(await files().stateOf(storedFile({ hash, kept: true }))).toBe("changed");
  });

  it("a file of a case of before, that lies where it was uploaded, is looked into as well", async () => {
    await put("letters/of-before", pdf);
    const file = storedFile({ id: "of-before", hash: hashOf(pdf) });
    expect(await files().stateOf(file)).toBe("whole");
    const found = await fetch(await files().presignDownload(file, "Surat KJG-2026-00001.pdf"));
    expect(found.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''Surat%20KJG-2026-00001.pdf");
    await put("letters/of-before", Buffer.from("MZ\x90 a program"));
    expect(await files().stateOf(file)).toBe("changed");
  });

  it("a form is good for one place, one type, one name and five minutes", async () => {
    const { fields } = await files().presignUpload("one-form", "surat.pdf", "application/pdf", 10);
    const { conditions, expiration } = JSON.parse(Buffer.from(fields["Policy"] ?? "", "base64").toString()) as {
      conditions: unknown[];
      expiration: string;
    };
    expect(conditions).toEqual(
      expect.arrayContaining([
        ["content-length-range", 1, 10],
        { bucket: "letters" },
        { key: "uploads/one-form" },
        { "Content-Type": "application/pdf" },
        { "x-amz-meta-name": "surat.pdf" },
      ]),
    );
    // The signer's clock is the real one, so this can only be less by now.
    expect((Date.parse(expiration) - Date.now()) / 60_000).toBeLessThanOrEqual(5);
    expect(fields).not.toHaveProperty("X-Amz-Security-Token");
  });

  it("a form of a Lambda function names the session it is signed in", async () => {
    const store = storeIn({ ...process.env, AWS_SESSION_TOKEN: "session" });
    const { fields } = await filesIn("letters", store).presignUpload("x", "x.pdf", "application/pdf", 1);
    expect(fields["X-Amz-Security-Token"]).toBe("session");
  });

  it("a form takes no larger file than was announced", async () => {
    const { url, fields } = await filesIn("letters", storeIn(process.env)).presignUpload(
      "big",
      "surat.pdf",
      "application/pdf",
      10,
    );
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([new Uint8Array(pdf)]), "x.pdf");
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(400);
    expect(await filesIn("letters", storeIn(process.env)).inspect("big")).toBeNull();
  });
});

const mail: OutgoingMail = {
  caseId: "KJG-2026-00001",
  id: "KJG-2026-00001.request-received",
  to: { name: 'Ibu "Ratna", Dewanti', address: requesterEmail },
  subject: "Permohonan é kunjungan telah kami terima",
  text: "Yth. Bapak/Ibu Ratna,\n\nhttps://perpustakaan.test/lacak/abc",
  html: '<p>Yth. Bapak/Ibu Ratna,</p><a href="https://perpustakaan.test/lacak/abc">Lihat</a>',
};

describe("mailer", () => {
  it("the fake keeps what was sent", async () => {
    const mailer = fakeMailer();
    await mailer.send(mail);
    expect(mailer.to(requesterEmail)).toEqual([mail]);
  });

  it("SES: a mail arrives as it was written, from the agency, marked as automatic", async () => {
    await mailerFrom("Dinas <dinas@contoh.test>", mailServiceIn(process.env)).send(mail);
    const [message] = await messagesTo(requesterEmail);
    expect(message).toMatchObject({ from: "dinas@contoh.test", to: [requesterEmail], subject: mail.subject });
    expect(message?.text.trim()).toBe(mail.text);
    expect(message?.links).toContain("https://perpustakaan.test/lacak/abc");
    expect(await rawOf(message?.id)).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  });

  it("SES: a mail sent again has the same message id, another mail another", async () => {
    const to = { name: "Budi", address: "budi@contoh.test" };
    const mailer = mailerFrom("Dinas <dinas@contoh.test>", mailServiceIn(process.env));
    for (const id of ["one", "one", "two"]) await mailer.send({ ...mail, to, id });
    const raws = await Promise.all((await messagesTo(to.address)).map(({ id }) => rawOf(id)));
    const ids = raws.map((raw) => /^Message-ID: (\S+)/m.exec(raw)?.[1]);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => id?.endsWith("@contoh.test>"))).toBe(true);
  });

  it("SES: a name cannot add a line to the head of a mail", async () => {
    const to = { name: "Budi\r\nBcc: penipu@contoh.test", address: "budi2@contoh.test" };
    await mailerFrom("Dinas <dinas@contoh.test>", mailServiceIn(process.env)).send({
      ...mail,
      to,
      subject: "Halo\r\nBcc: penipu@contoh.test",
    });
    const [message] = await messagesTo(to.address);
    expect(await rawOf(message?.id)).not.toMatch(/^Bcc:/m);
    expect(await messagesTo("penipu@contoh.test")).toEqual([]);
  });
});

interface Message {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  links: string[];
}

async function messagesTo(address: string): Promise<Message[]> {
  const reply = await fetch(`${running.inboxUrl}/messages?to=${encodeURIComponent(address)}`);
  return ((await reply.json()) as { messages: Message[] }).messages;
}

async function rawOf(id = ""): Promise<string> {
  return (await fetch(`${running.inboxUrl}/messages/${id}/raw`)).text();
}

const machines = (): Record<string, string> =>
  JSON.parse(process.env["STATE_MACHINES"] ?? "{}") as Record<string, string>;

describe.each(["the fake", "Step Functions"])("workflow: %s", (which) => {
  const workflow = () => (which === "the fake" ? fakeWorkflow() : workflowOn(stepFunctions(), machines));

  it("starting the same case again is harmless", async () => {
    const flow = workflow();
    const caseId = `KJG-${which.length}`;
    for (let times = 0; times < 3; times += 1) expect(await flow.start(sampleRun(caseId))).toBe(true);
    if ("started" in flow) return expect(flow.started).toHaveLength(1);
    await running.host.idle();
    const command = new ListExecutionsCommand({ stateMachineArn: machines()["sample"] });
    const { executions = [] } = await new SFNClient({}).send(command);
    expect(executions.filter(({ name }) => name === caseId)).toHaveLength(1);
  });

  it("resuming twice, or with a token that waits no more, is harmless", async () => {
    const flow = workflow();
    await flow.start(sampleRun("KJG-resumed"));
    await running.host.idle();
    const token = which === "the fake" ? "token" : await tokenOf("KJG-resumed");
    expect(await flow.resume(token, "ya")).toBe(true);
    await running.host.idle();
    expect(await flow.resume(token, "ya")).toBe(false);
  });
});

function sampleRun(caseId: string, number = 1): Run {
  return { caseId, procedure: "sample", version: 1, number, from: null };
}

async function tokenOf(caseId: string): Promise<string> {
  const Key = { pk: { S: `TOKEN#${caseId}` }, sk: { S: "TOKEN" } };
  const { Item } = await new DynamoDBClient({}).send(new GetItemCommand({ TableName: process.env["TABLE_NAME"], Key }));
  return Item?.["token"]?.S ?? "";
}

describe("workflow: Step Functions", () => {
  it("tells how an execution stands, and stops it; what was stopped is not started again under its name", async () => {
    const flow = workflowOn(stepFunctions(), machines);
    const run = sampleRun("KJG-stopped", 2);
    expect(await flow.state(run)).toEqual({ status: "missing", error: null });
    await flow.stop(run);
    await flow.start(run);
    await running.host.idle();
    expect(await flow.state(run)).toEqual({ status: "running", error: null });
    for (let times = 0; times < 2; times += 1) await flow.stop(run);
    expect(await flow.state(run)).toEqual({ status: "broken", error: "Replaced" });
    expect(await flow.start(run)).toBe(false);
  });

  it("a fault that is not about doing it again is told, so that the sweep tries later", async () => {
    await expect(
      workflowOn(stepFunctions(), () => ({
        sample: "arn:aws:states:ap-southeast-3:000000000000:stateMachine:none",
      })).start(sampleRun("x")),
    ).rejects.toThrow();
    await expect(workflowOn(stepFunctions(), () => ({})).resume("garbled", "ya")).rejects.toMatchObject({
      name: "InvalidToken",
    });
  });
});
