import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { dependenciesFrom } from "../../../functions/wiring/dependencies.ts";
import { listen, stopListening } from "../../../infra/local/gateway/listen.ts";
import type { Health } from "../../../infra/local/health/health.ts";
import { serveHealth } from "../../../infra/local/health/serve-health.ts";
import { startTestHost, type TestHost } from "../host/test-host.ts";

let running: TestHost | undefined;
afterEach(async () => {
  await running?.end();
  running = undefined;
});

const token = "a-token-for-those-who-watch";
const asking = async (headers: Record<string, string> = {}): Promise<unknown> =>
  (await fetch(`http://127.0.0.1:${running?.host.port}/health`, { headers })).json();

test("whoever sits at a machine that serves nobody else is told every part; through a proxy, the status alone", async () => {
  running = await startTestHost({ awsClients: false, health: { diskWarnMb: 1 } });
  await running.host.tick();
  const told = (await asking()) as Health;
  expect(told).toMatchObject({
    status: "ok",
    parts: {
      store: { status: "ok" },
      workflow: { status: "ok", overdueSeconds: 0 },
      sweep: { status: "ok", failed: 0, lastRun: new Date(running.clock.now()).toISOString() },
      mail: { status: "ok", relayed: false },
      disk: { status: "ok", warnBelowMb: 1 },
      backup: { status: "ok", watched: false },
      clock: { status: "ok" },
    },
    versions: { program: "0.1.0", node: process.version, data: 2, tables: { "official-visit": 1 } },
    alarms: [],
  });
  expect(await asking({ "x-forwarded-for": "203.0.113.9" })).toEqual({ status: "ok" });
  const posted = await fetch(`${running.host.url}/health`, { method: "POST" });
  expect(posted.status).toBe(405);
  running.clock.advance(10 * 60_000);
  expect(await asking({ authorization: "Bearer anything" })).toMatchObject({
    status: "degraded",
    parts: { clock: { jumpedSeconds: 600 } },
  });
});

test("behind a proxy only the token opens the details, and alarms are mailed to the administrators", async () => {
  const health = { token, alarmMail: ["it@contoh.go.id"], diskWarnMb: 1 };
  running = await startTestHost({ awsClients: false, inbox: true, publicUrl: "http://localhost:8080", health });
  expect(await asking()).toEqual({ status: "ok" });
  expect(await asking({ authorization: "Bearer a-token-for-those-who-look" })).toEqual({ status: "ok" });
  const url = `http://127.0.0.1:${running.host.port}`;
  for (let n = 0; n < 5; n += 1) await fetch(`${url}/api/special/throw`, { method: "POST" });
  await running.host.lookAtAlarms();
  await running.host.lookAtAlarms();
  expect(await asking({ authorization: `Bearer ${token}` })).toMatchObject({
    status: "ok",
    alarms: ["api-failing", "functions-failing"],
  });
  const { messages } = (await (await fetch(`${running.inboxUrl}/messages?to=it@contoh.go.id`)).json()) as {
    messages: { subject: string; text: string }[];
  };
  expect(messages.map(({ subject }) => subject).toSorted()).toEqual([
    "[Alur Pustaka] GANGGUAN: bagian program gagal berulang",
    "[Alur Pustaka] GANGGUAN: layanan menjawab dengan galat",
  ]);
  expect(messages[0]?.text).toContain("http://localhost:8080");
});

test("a service that cannot serve people answers 503, with no more than that", async () => {
  const look = async () => ({ status: "failed" }) as Health;
  const options = { look, ringing: () => [], token, isPrivate: false };
  const server = createServer((request, response) => void serveHealth(request, response, options));
  const answer = await fetch(`http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}/health`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: "failed" }]);
  await stopListening(server);
});

test("what functions measure rings an alarm of the machine they run on", async () => {
  running = await startTestHost({ awsClients: false, health: { diskWarnMb: 1 } });
  dependenciesFrom({}).metrics.emit({ CasesStopped: 1 }, { procedure: "official-visit", step: "receive" });
  await running.host.lookAtAlarms();
  expect(await asking()).toMatchObject({ alarms: ["case-stopped"] });
  const facts = { name: "case-stopped", state: "rings", what: "1 berkas berhenti karena gangguan." };
  expect(running.log).toContainEqual({ event: "alarm", facts });
});
