import { expect, test } from "vitest";
import { inventoryOf } from "../../functions/adapters/items/inventory.ts";
import type { Item, ItemStore } from "../../functions/adapters/items/item-store.ts";
import { people, visitRequest } from "../support/builders.ts";
import { server } from "../support/http.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { knownAt } from "./known.ts";
import { tryRequests } from "./try-requests.ts";

/** Enough to send each route something of each kind; `npm run fuzz` goes on from there, through a whole host. */
const requests = 1_500;

test("no odd request is answered with a fault of ours, takes long or leaves something half stored", async () => {
  const work = player(visitScript);
  const registered = await work.caseAt("register-letter");
  const deciding = await work.caseAt("decide", {}, { preferredDate: "2026-12-03" });
  const known = await knownAt(work, [registered, deciding], visitRequest());
  const ask = server(work);
  const staff = Object.values(people);
  const tried = await tryRequests(
    async ({ body, cookies, headers, method, path, query, staff: isStaff }) => {
      const as = isStaff ? staff[path.length % staff.length] : undefined;
      return ask(method, path, { cookies, headers, query, ...(body === null ? {} : { body }), ...(as ? { as } : {}) });
    },
    known,
    { from: 1, count: requests, clock: () => process.cpuUsage().user / 1_000 },
  );
  await work.flow.settle();
  expect(tried.faults).toEqual([]);
  // Some are in order: those of the staff, and those of people outside, whose address is to be confirmed.
  expect((tried.statuses[201] ?? 0) + (tried.statuses[202] ?? 0)).toBeGreaterThan(5);

  const items = (work.memory.items as ItemStore & { everything(): Item[] }).everything();
  const { cases, differences } = inventoryOf(items);
  expect(differences.filter((difference) => !/file/.test(difference))).toEqual([]);
  expect([...cases].filter(([, { started }]) => !started)).toEqual([]);
  const claims = items.filter(({ pk }) => pk.startsWith("SUBMISSION#"));
  expect(claims.filter(({ caseId }) => !cases.has(String(caseId)))).toEqual([]);
});
