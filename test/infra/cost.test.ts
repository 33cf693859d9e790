import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { contoh } from "../../infra/agencies/contoh.ts";
import { projectRoot } from "../../infra/aws/bundles.ts";
import { BadArguments, wishesFrom } from "../../infra/aws/cost/arguments.ts";
import { billOf } from "../../infra/aws/cost/bill.ts";
import type { Invocation } from "../../infra/aws/cost/calls.ts";
import { itemBytes, readUnits, writeUnits } from "../../infra/aws/cost/capacity.ts";
import { measureDemo, withoutImpatience } from "../../infra/aws/cost/measure.ts";
import { priceList, prices } from "../../infra/aws/cost/prices.ts";
import { tableOf, verdictsOf } from "../../infra/aws/cost/report.ts";
import { resourceTypes, unpricedTypes } from "../../infra/aws/cost/resource-types.ts";
import { installed, resourcesOf } from "../../infra/aws/cost/templates.ts";
import { caseUsage, fixedUsage } from "../../infra/aws/cost/usage.ts";
import { stories } from "../../infra/demo/play.ts";
import { lain } from "./second-agency.ts";

const resources = resourcesOf(contoh);
const there = installed(resources, contoh, 730);
/** One that sends letters and mails. */
const measured = await measureDemo(stories.filter(({ procedure }) => procedure === "official-visit").slice(0, 1));

describe("prices", () => {
  test("are of a day, a region and a source, and say of each whether it was checked", () => {
    expect(priceList.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(priceList.region).toBe(contoh.region);
    expect(priceList.source).toContain("https://");
    for (const price of Object.values(prices)) {
      expect(price.usd).toBeGreaterThan(0);
      expect(price.checked === null || price.checked.at.startsWith("https://")).toBe(true);
    }
  });

  test.each([contoh, lain])("every type of resource of $id has one, or a reason for costing nothing", (agency) => {
    expect(unpricedTypes(resourcesOf(agency).map(({ Type }) => Type))).toEqual([]);
  });

  test("a type that nobody has spoken of is found", () => {
    expect(unpricedTypes(["AWS::SQS::Queue", "AWS::EC2::NatGateway"])).toEqual(["AWS::EC2::NatGateway"]);
  });

  test("each price is of something in the templates", () => {
    const used = new Set(Object.values(resourceTypes).flatMap((items) => (typeof items === "string" ? [] : items)));
    expect(Object.keys(prices).filter((item) => !used.has(item as keyof typeof prices))).toEqual([]);
  });
});

describe("capacity", () => {
  const item = (bytes: number, more: object = {}) => ({ pk: "x".repeat(bytes - 2), ...more });

  test("an item weighs its names and values", () => {
    expect(itemBytes({ pk: "12345", n: 1234, on: true, list: ["a"], map: { a: "b" } })).toBe(7 + 4 + 3 + 9 + 9);
  });

  test("a write costs a unit for each begun kilobyte of the larger item, and of each index entry that changes", () => {
    expect(writeUnits(null, item(100))).toBe(1);
    expect(writeUnits(item(3000), item(100))).toBe(3);
    const listed = item(100, { listPk: "a", listSk: "b" });
    expect(writeUnits(null, listed)).toBe(2);
    expect(writeUnits(listed, { ...listed, listPk: "c" })).toBe(3);
    expect(writeUnits(listed, { ...listed, more: 1 })).toBe(2);
  });

  test("a refused write costs the item, and no index", () => {
    const listed = item(1500, { listPk: "a", listSk: "b" });
    expect(writeUnits(listed, listed)).toBe(2);
  });

  test("a read costs a unit for each begun 4 kilobytes, half of it where it may be a moment old", () => {
    expect(readUnits([], true)).toBe(1);
    expect(readUnits([item(3000), item(3000)], true)).toBe(2);
    expect(readUnits([item(3000)], false)).toBe(0.5);
  });
});

describe("bill", () => {
  const bill = billOf({ alarms: 12, secrets: 1 }, { mails: 4, stateTransitions: 20, edgeGb: 0.001 }, 500);

  test("adds what is fixed and what the cases use", () => {
    expect(bill.sum.fixed).toBeCloseTo(12 * 0.1 + 0.4);
    expect(bill.sum.perCase).toBeCloseTo(4 * 0.0001 + 20 * 0.000025 + 0.001 * 0.12);
    expect(bill.sum.total).toBeCloseTo(1.6 + 500 * 0.00102);
    expect(bill.services.find(({ service }) => service === "SES")?.total).toBeCloseTo(0.2);
  });

  test("tells what was counted from what is estimated", () => {
    expect(bill.counted.perCase).toBeCloseTo(0.0009);
  });

  test("takes off what is always free from the month as a whole", () => {
    expect(bill.withFreeTier.fixed).toBeCloseTo(2 * 0.1 + 0.4);
    expect(bill.withFreeTier.total).toBeCloseTo(0.6 + 0.2 + (10_000 - 4000) * 0.000025);
  });

  test("says when a target is missed", () => {
    const dear = billOf({ dashboards: 1 }, { mails: 1 }, 10);
    expect(verdictsOf(dear).map(({ met, metWithFreeTier }) => [met, metWithFreeTier])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(tableOf("contoh", dear, measured)).toContain("Target at most 2 USD a month fixed: MISSED with 3.000;");
  });
});

describe("what is counted", () => {
  const [played] = measured.cases;
  const usage = caseUsage(there, measured, 500);

  test("a story is played to its end", () => {
    expect(measured.failures).toEqual([]);
    expect(played?.days).toBeGreaterThan(1);
  });

  test.each([
    ...(["stateTransitions", "apiRequests", "lambdaRequests", "lambdaGbSeconds", "readUnits", "writeUnits"] as const),
    ...(["mails", "mailGb", "logGb", "traces", "tableGbMonths"] as const),
  ])("%s of a case", (item) => {
    expect(usage[item]).toBeGreaterThan(0);
  });

  test("looking again at what has not come yet is not", () => {
    const call = (request: string): Invocation => ({ request }) as Invocation;
    const calls = ["GET /a", "GET /a", "POST /b", "POST /b", "GET /a"].map(call);
    expect(withoutImpatience(calls)).toEqual(["GET /a", "POST /b", "POST /b", "GET /a"].map(call));
  });

  test("a sweep each minute, with its reads and its log", () => {
    const fixed = fixedUsage(there, measured.sweeps, 12);
    // The sweep and what issues papers.
    expect(fixed.scheduledCalls).toBe(2 * 730 * 60);
    expect(fixed.readUnits).toBeGreaterThanOrEqual(730 * 60 * 0.5);
    expect(fixed.logGb).toBeGreaterThan(0);
    expect(fixed.metrics).toBeLessThanOrEqual(10);
  });
});

describe("the command", () => {
  test("takes the number of cases, the agency and the form", () => {
    expect(wishesFrom(["--", "--cases", "20", "--json"])).toEqual({ agency: contoh, cases: 20, json: true });
  });

  test.each([
    ["--cases", "0"],
    ["--cases", "many"],
    ["--agency", "nowhere"],
    ["--casse", "5"],
    ["some", "5"],
  ])("refuses %s %s", (...args) => {
    expect(() => wishesFrom(args)).toThrow(BadArguments);
  });

  test("ends with 2 and a line when it is not understood", () => {
    const main = path.join(projectRoot, "infra/aws/cost/main.ts");
    const { status, stderr } = spawnSync(process.execPath, [main, "--cases", "no"], { encoding: "utf8" });
    expect([status, stderr]).toEqual([2, '--cases takes a whole number from 1 to 1000000, not "no".\n']);
  });
});
