/** A fault can be seen: the log names the place, the request, the route or row, and the case; and no word of anybody. */
import type { Context } from "aws-lambda";
import { describe, expect, it, test } from "vitest";
import * as z from "zod";
import { errorFacts } from "../../functions/domain/error-facts.ts";
import { logEvents } from "../../functions/domain/log-events.ts";
import { openTask } from "../../functions/domain/task/open-task.ts";
import { sweep } from "../../functions/domain/sweep.ts";
import { Fault, TemporaryProblem } from "../../functions/domain/refusal.ts";
import { stepHandler } from "../../functions/wiring/step.ts";
import { logTo } from "../../functions/adapters/log.ts";
import { metricsTo } from "../../functions/adapters/metrics.ts";
import { people } from "../support/builders.ts";
import { browser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";
import { lastLink } from "../support/mail-links.ts";

const context = { awsRequestId: "invocation-1" } as Context;
const typed = "Ratna Dewanti";

/** A store that gives null where it promised a case with tasks. */
function withNullAccess(work: Player): void {
  work.cases.dossier = async () => ({ case: null, tasks: null }) as never;
}

/** The place of the null access: a function of ours with its file and line. */
const ourPlace = (file: string) => expect.stringMatching(new RegExp(`functions/${file}:\\d+:\\d+`)) as string;

describe("a null access in a handler", () => {
  test("of a route: file and line, request id, route and case", async () => {
    const work = player(visitScript);
    const caseId = await work.submit();
    withNullAccess(work);
    const reply = await browser(work).get(`/api/staff/cases/${caseId}`, { as: people.registrar });
    expect(reply.status).toBe(500);
    expect(work.log.of("request-failed")).toMatchObject([
      {
        level: "problem",
        message: logEvents["request-failed"].says,
        requestId: "request-1",
        route: "GET /api/staff/cases/{case}",
        case: caseId,
        error: { name: "TypeError", stack: ourPlace("(http|domain)/[a-z/-]+\\.ts") },
      },
    ]);
  });

  test("of a route that a link leads to: the case of the link, and never the link", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("decide");
    const id = lastLink(work.mailer.to(people.divisionHead.email));
    work.agencies.staff = async () => null as never;
    expect((await browser(work).get(`/api/decisions/${id}`)).status).toBe(500);
    const [line] = work.log.of("request-failed");
    expect(line).toMatchObject({ route: "GET /api/decisions/{link}", case: caseId, error: { name: "TypeError" } });
    expect(work.log.lines.join()).not.toContain(id);
  });

  test("of a step: file and line, request id, function, row and case; and the workflow is told the name", async () => {
    const work = player(visitScript);
    const caseId = await work.submit();
    withNullAccess(work);
    const handler = stepHandler("open-task", (event) => event as Parameters<typeof openTask>[1], openTask, work);
    const event = { caseId, step: "recommend", taskToken: "secret-token", entered: "" };
    await expect(handler(event, context)).rejects.toMatchObject({ name: "TypeError", message: "TypeError" });
    expect(work.log.of("work-failed")).toMatchObject([
      {
        requestId: "invocation-1",
        function: "open-task",
        step: "recommend",
        case: caseId,
        error: { name: "TypeError", stack: ourPlace("domain/[a-z/-]+\\.ts") },
      },
    ]);
    expect(work.log.lines.join()).not.toContain("secret-token");
  });

  test("of a job: each piece of work names its own case", async () => {
    const work = player(visitScript);
    work.workflow.start = async () => {
      throw new Error("away");
    };
    const cases = [await work.submit(), await work.submit()];
    work.clock.advance({ minutes: 5 });
    withNullAccess(work);
    await stepHandler("sweep", () => undefined, sweep, work)({}, context);
    const failed = work.log.of("todo-failed");
    expect(failed.map((line) => line["case"]).sort()).toEqual(cases.sort());
    for (const line of failed) {
      expect(line).toMatchObject({
        requestId: "invocation-1",
        function: "sweep",
        kind: "execution",
        error: { name: "TypeError", stack: ourPlace("domain/sweep\\.ts") },
      });
    }
    expect(work.log.of("sweep")).toMatchObject([{ failed: 2, function: "sweep" }]);
    expect(work.log.of("sweep")[0]).not.toHaveProperty("case");
  });
});

describe("what an error says in the log", () => {
  const thrown = (make: () => unknown): unknown => {
    try {
      make();
    } catch (error) {
      return error;
    }
    throw new Error("should have thrown");
  };

  test.each<[string, unknown, object]>([
    ["of a JSON parser", thrown(() => JSON.parse(`{"name":${typed}}`)), { name: "SyntaxError" }],
    [
      "of a schema",
      thrown(() => z.strictObject({ name: z.enum(["a"]) }).parse({ name: typed, [typed]: 1 })),
      { name: "ZodError", code: "invalid_value unrecognized_keys" },
    ],
    [
      "of the SDK",
      Object.assign(new Error(`key CASE#${typed}`), {
        name: "ValidationException",
        $metadata: { httpStatusCode: 400 },
      }),
      { name: "ValidationException", status: 400 },
    ],
    [
      "of the network",
      Object.assign(new Error(`connect ${typed}`), { code: "ECONNREFUSED" }),
      { code: "ECONNREFUSED" },
    ],
    ["of the engine", thrown(() => Object.defineProperty(Object.freeze({}), typed, {})), { name: "TypeError" }],
    ["with a name of its own", Object.assign(new Error(), { name: typed, code: typed }), { name: "Error" }],
    ["with words that look like a call", new Error(`x\n    at ${typed} (a.ts:1:1)\nx`), { name: "Error" }],
    ["that others caused", new TemporaryProblem("away", { cause: new Error(typed) }), { cause: { name: "Error" } }],
    ["that is no error", typed, { name: "thrown string" }],
  ])("%s is its facts, not its words", (_whose, error, facts) => {
    const seen = errorFacts(error);
    expect(seen).toMatchObject(facts);
    expect(JSON.stringify(seen)).not.toContain("Ratna");
  });

  it("keeps the words of a fault of ours", () => {
    expect(errorFacts(new Fault("no address"))).toMatchObject({ name: "Fault", message: "no address" });
  });
});

describe("the lines of a request", () => {
  it("name its case from where it is known, and requests at the same time do not mix", async () => {
    const lines: string[] = [];
    const log = logTo((_level, line) => void lines.push(line));
    const one = async (requestId: string, caseId: string): Promise<void> =>
      log.within({ requestId }, async () => {
        log.problem("case-not-started", null);
        await Promise.resolve();
        log.concerns(caseId, "decide");
        await Promise.resolve();
        log.problem("case-not-started", null);
      });
    await Promise.all([one("a", "KJG-2026-00001"), one("b", "KJG-2026-00002"), one("c", typed)]);
    const seen = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const of = (id: string) => seen.filter(({ requestId }) => requestId === id).map((line) => line["case"]);
    expect([of("a"), of("b"), of("c")]).toEqual([
      [undefined, "KJG-2026-00001"],
      [undefined, "KJG-2026-00002"],
      [undefined, undefined],
    ]);
  });

  it("are those of its figures, too", async () => {
    const lines: string[] = [];
    const log = logTo(() => undefined);
    const metrics = metricsTo(
      "AlurPustaka/contoh",
      () => 0,
      (line) => void lines.push(line),
      log.context,
    );
    await log.within({ requestId: "a", case: "KJG-2026-00001" }, async () => metrics.emit({ SweepRuns: 1 }));
    expect(JSON.parse(lines.join())).toMatchObject({ requestId: "a", case: "KJG-2026-00001", SweepRuns: 1 });
  });
});
