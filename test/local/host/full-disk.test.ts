/** A disk that is nearly full: what was begun goes on, and nothing new is taken in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { manifest } from "../../../functions/manifest.ts";
import { takesIn } from "../../../infra/local/gateway/api.ts";
import { systemClock } from "../../../infra/local/host/clock.ts";
import { startHost, type Host } from "../../../infra/local/host/host.ts";
import { roomWatch } from "../../../infra/local/host/room.ts";

const megabyte = 1024 * 1024;
let folder = "";
let host: Host;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "alur-pustaka-full-"));
  const freeSpace = async () => 49 * megabyte;
  host = await startHost({ dataDir: folder, port: 0, clock: systemClock(), seed: true, freeSpace });
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (address: string) =>
  fetch(host.url + address, { method: "POST", body: "{}", headers: { "content-type": "application/json" } });

it.each(["/api/requests", "/api/uploads", "/files/letters"])(
  "nothing new is taken in at %s, and it is said why",
  async (address) => {
    const answer = await post(address);
    expect(answer.status).toBe(507);
    expect(await answer.json()).toMatchObject({
      code: "full",
      message: expect.stringMatching(/sedang penuh.*tidak hilang/) as string,
    });
  },
);

it("what was begun goes on: pages are read, codes are asked for, links are answered", async () => {
  expect((await fetch(`${host.url}/api/agency`)).status).toBe(200);
  expect((await post("/api/decisions/none/proof")).status).not.toBe(507);
  expect((await post("/api/tracking/none/code")).status).not.toBe(507);
});

it("the addresses that take something in are routes that there are", () => {
  const posts = manifest
    .flatMap(({ trigger }) => (trigger.kind === "http" ? trigger.routes : []))
    .filter(({ method }) => method === "POST");
  expect([...takesIn].filter((address) => !posts.some((route) => route.path === address))).toEqual([]);
});

it("room that came back is seen after two seconds", async () => {
  let [now, free] = [0, 49 * megabyte];
  const hasRoom = roomWatch(
    "/",
    () => now,
    async () => free,
  );
  expect(await hasRoom()).toBe(false);
  free = 51 * megabyte;
  now = 1_999;
  expect(await hasRoom()).toBe(false);
  now = 2_000;
  expect(await hasRoom()).toBe(true);
});
