/** What people whom nobody knows may cause is declared for every public route, and holds (invariant 18). */
import { describe, expect, it, test } from "vitest";
import { manifest } from "../../functions/manifest.ts";
import { publicLimits } from "../../functions/domain/limits/public-limits.ts";
import { browser } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const publicRoutes = manifest.flatMap(({ trigger }) =>
  trigger.kind === "http" && trigger.audience === "public" ? trigger.routes : [],
);
const named = publicRoutes.map(({ method, path }) => `${method} ${path}`);

test("every public route says what it burdens others with, and no other does", () => {
  expect(Object.keys(publicLimits).toSorted()).toEqual(named.toSorted());
});

test("whatever mails, stores or guesses has a budget, and everything that is posted does one of them", () => {
  for (const [route, { burdens, hourly }] of Object.entries(publicLimits)) {
    const burdensOthers = burdens.some((each) => each !== "reads");
    expect([route, burdensOthers]).toEqual([route, route.startsWith("POST ")]);
    expect([route, hourly !== null && hourly <= 300]).toEqual([route, burdensOthers]);
  }
});

describe.each(named.filter((route) => route.startsWith("POST ")))("%s", (route) => {
  const path = route.slice("POST ".length).replace("{link}", "x".repeat(43));
  const hourly = publicLimits[route]?.hourly ?? 0;

  it("is answered to one source as often as declared in an hour; to others, and to the machine itself, it goes on", async () => {
    const work = player(visitScript);
    const status = async (from: string) => (await browser(work).send("POST", path, { from, body: {} })).status;
    for (let call = 0; call < hourly; call += 1) expect(await status("182.253.10.7")).not.toBe(429);
    expect(await status("182.253.10.7")).toBe(429);
    expect(await status("182.253.10.8")).not.toBe(429);
    expect(await status("127.0.0.1")).not.toBe(429);
    work.clock.advance({ hours: 1 });
    expect(await status("182.253.10.7")).not.toBe(429);
  });
});
