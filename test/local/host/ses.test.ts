import { copyFile, rm } from "node:fs/promises";
import path from "node:path";
import { SendEmailCommand, SendRawEmailCommand, SESClient, VerifyEmailIdentityCommand } from "@aws-sdk/client-ses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ses as sesOfAws } from "../../../functions/adapters/ses/ses.ts";
import { rawMailerFrom } from "../../../functions/adapters/ses/raw-mailer.ts";
import { envelopeOf } from "../../../infra/local/emulators/ses/message.ts";
import { codeMail } from "../../../infra/local/emulators/sign-in/code-mail.ts";
import { openMessageStore, type MessageStore } from "../../../infra/local/emulators/ses/message-store.ts";
import { databaseFile, openDatabase } from "../../../infra/local/host/database.ts";
import { freshFolder, startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
let ses: SESClient;
beforeAll(async () => {
  running = await startTestHost();
  ses = new SESClient({});
});
afterAll(() => running.end());

const letter = (to: string, subject: string) =>
  [
    "From: Dinas <dinas@contoh.go.id>",
    `To: ${to}`,
    `Subject: ${subject}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Buka http://localhost:3000/k/abc?pilih=ya untuk menjawab.",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "",
    '<p style="color:red">Buka <a href="http://localhost:3000/k/abc?pilih=ya&amp;x=1">ini</a><script>alert(1)</script></p>',
    "--b--",
  ].join("\r\n");

const send = (to: string, subject: string) =>
  ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(letter(to, subject)) } }));
const get = (address: string) => fetch(`${running.inboxUrl}${address}`);

/** Reads what is on disk now, as it would be found if the power went. */
async function stored<T>(read: (store: MessageStore) => Promise<T>): Promise<T> {
  const folder = await freshFolder();
  for (const file of [databaseFile, `${databaseFile}-wal`])
    await copyFile(path.join(running.dataDir, file), path.join(folder, file));
  const local = openDatabase(path.join(folder, databaseFile));
  try {
    return await read(openMessageStore({ local, now: Date.now }));
  } finally {
    await local.close();
    await rm(folder, { recursive: true });
  }
}

const storedTags = (id: string) =>
  stored(async (store) => (await envelopeOf((await store.raw(id)) ?? Buffer.alloc(0))).tags);

test("a sent message is on disk when its sender is answered", async () => {
  const { MessageId = "" } = await send("Ani <ani@contoh.example>", "Satu");
  const raw = await stored((store) => store.raw(MessageId));
  expect(raw?.toString()).toBe(letter("Ani <ani@contoh.example>", "Satu"));
});

test("the inbox gives messages by addressee, newest first, taken apart", async () => {
  const first = await send("Budi@Contoh.example", "Pertama");
  running.clock.advance(1000);
  const second = await send("budi@contoh.example", "Kedua");
  const { messages } = await (await get("/messages?to=budi@contoh.example")).json();
  expect(messages.map((message: { subject: string }) => message.subject)).toEqual(["Kedua", "Pertama"]);
  const later = await (await get(`/messages?to=budi@contoh.example&after=${first.MessageId}`)).json();
  expect(later.messages.map((message: { id: string }) => message.id)).toEqual([second.MessageId]);
  const byTime = await (await get(`/messages?after=${encodeURIComponent(messages[1].date)}`)).json();
  expect(byTime.messages).toHaveLength(1);

  const one = await (await get(`/messages/${second.MessageId}`)).json();
  expect(one).toMatchObject({
    from: "dinas@contoh.go.id",
    to: ["budi@contoh.example"],
    subject: "Kedua",
    date: new Date(running.clock.now()).toISOString(),
  });
  expect(one.links).toEqual(["http://localhost:3000/k/abc?pilih=ya&x=1", "http://localhost:3000/k/abc?pilih=ya"]);
});

test("who reads on from the newest message misses none of those sent at the same time", async () => {
  const subjects = Array.from({ length: 120 }, (_, number) => `Serentak ${number}`);
  let sent = false;
  const sending = Promise.all(subjects.map((subject) => send("dewi@contoh.example", subject))).then(
    () => (sent = true),
  );
  const read: { id: string; subject: string }[] = [];
  for (let last = false; !last;) {
    last = sent;
    const after = read[0] ? `&after=${read[0].id}` : "";
    read.unshift(...(await (await get(`/messages?to=dewi@contoh.example${after}`)).json()).messages);
  }
  await sending;
  expect(read.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
});

test("SendEmail composes the message", async () => {
  await ses.send(
    new SendEmailCommand({
      Source: "a@contoh.example",
      Destination: { ToAddresses: ["citra@contoh.example"] },
      Message: { Subject: { Data: "Halo é" }, Body: { Text: { Data: "isi" } } },
    }),
  );
  const { messages } = await (await get("/messages?to=citra@contoh.example")).json();
  expect(messages[0]).toMatchObject({ subject: "Halo é", from: "a@contoh.example" });
});

test("mails with a code are marked as urgent, on both ways they go, and others are not", async () => {
  const mailer = rawMailerFrom("Dinas <dinas@contoh.go.id>", sesOfAws());
  const mail = {
    to: { name: "Eka", address: "eka@contoh.example" },
    subject: "x",
    text: "x",
    html: "x",
    caseId: "KJG-1",
  };
  await mailer.send({ ...mail, id: "code", urgent: true });
  await mailer.send({ ...mail, id: "other" });
  const { messages } = await (await get("/messages?to=eka@contoh.example")).json();
  const [other, code] = await Promise.all(messages.map(({ id }: { id: string }) => storedTags(id)));
  const tags = { case: ["KJG-1"], message: [expect.stringMatching(/^\w{32}$/)] };
  expect([code, other]).toEqual([{ ...tags, urgent: ["yes"] }, tags]);
  const signIn = await codeMail("dinas@contoh.go.id", { name: "Eka", email: "eka@contoh.example" }, "123456");
  expect((await envelopeOf(signIn)).tags).toEqual({ urgent: ["yes"] });
});

test("what SES would refuse is refused, and nothing else is pretended", async () => {
  await expect(
    ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from("Subject: x\r\n\r\nx") } })),
  ).rejects.toMatchObject({ name: "InvalidParameterValue" });
  await expect(ses.send(new VerifyEmailIdentityCommand({ EmailAddress: "a@b.c" }))).rejects.toMatchObject({
    name: "InvalidAction",
  });
  const stranger = new SESClient({ credentials: { accessKeyId: "x", secretAccessKey: "y" } });
  await expect(
    stranger.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(letter("a@b.c", "x")) } })),
  ).rejects.toThrow();
});

test("a mail is shown in a frame that runs nothing and opens links in new tabs", async () => {
  const { MessageId } = await send("dewi@contoh.example", "Tiga <b>");
  const page = await (await get(`/${MessageId}`)).text();
  expect(page).toContain("Tiga &lt;b&gt;");
  expect(page).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const body = await get(`/messages/${MessageId}/html`);
  expect(body.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox allow-popups/);
  expect(await body.text()).toContain('<base target="_blank">');
  expect(await (await get("/")).text()).toContain(`href="/${MessageId}"`);
});
