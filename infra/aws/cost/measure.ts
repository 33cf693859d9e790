/** Plays the demonstration and counts what each of its cases asks of AWS, and what the sweep does with nothing to do. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  GetExecutionHistoryCommand,
  paginateListExecutions,
  SFNClient,
  type ExecutionListItem,
} from "@aws-sdk/client-sfn";
import { manifest } from "../../../functions/manifest.ts";
import { playStories } from "../../demo/play.ts";
import { lengths, type Stage, type Story } from "../../demo/stage.ts";
import { countCalls, type Counting, type Invocation } from "./calls.ts";
import { countedManifest } from "./counted-handlers.ts";

/** What one case took. */
export interface PlayedCase {
  procedure: string;
  title: string;
  /** From the request to the end, by the demonstration's clock. */
  days: number;
  stateTransitions: number;
  invocations: Invocation[];
}

export interface Measured {
  cases: PlayedCase[];
  /** Calls by the clock that found nothing due: of all that are called so; with the census, of the sweep. */
  sweeps: { plain: Invocation[]; census: Invocation[] };
  failures: string[];
}

/** Stories and the calls they took. */
export async function measureDemo(stories: Story[]): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), "alur-cost-"));
  const restore = setVariables({
    // Handlers emit figures where they find themselves on Lambda.
    AWS_LAMBDA_FUNCTION_NAME: "counted",
    LOG_LEVEL: "info",
  });
  const counting = countCalls();
  const measured: Measured = { cases: [], sweeps: { plain: [], census: [] }, failures: [] };
  try {
    const counted = stories.map((story) => countedStory(story, counting, measured.cases));
    const { failures } = await playStories([...counted, nothingToDo(counting, measured.sweeps)], {
      host: { awsClients: true, manifest: await countedManifest(manifest, folder) },
    });
    const unknown = [...counting.unknown].map((name) => `nobody has said what ${name} costs (infra/aws/cost/calls.ts)`);
    return { ...measured, failures: [...failures, ...unknown] };
  } finally {
    counting.stop();
    restore();
    await rm(folder, { recursive: true, force: true });
  }
}

function setVariables(values: Record<string, string>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

function countedStory(story: Story, counting: Counting, cases: PlayedCase[]): Story {
  return {
    ...story,
    async play(stage) {
      counting.take();
      const began = stage.clock.now();
      const caseId = await story.play(stage);
      const days = (stage.clock.now() - began) / lengths.day;
      await stage.tick();
      const invocations = withoutImpatience(counting.take());
      const { procedure, title } = story;
      cases.push({ procedure, title, days, stateTransitions: await transitionsOf(caseId), invocations });
      return caseId;
    },
  };
}

/** The demonstration looks again and again for what it waits for; a person who waits looks once. */
export function withoutImpatience(invocations: Invocation[]): Invocation[] {
  const asked = invocations.filter(({ request }) => request !== null);
  const repeated = new Set(
    asked.filter(({ request }, index) => request?.startsWith("GET ") && request === asked[index + 1]?.request),
  );
  return invocations.filter((each) => !repeated.has(each));
}

/**
 * Transitions that are charged: each state entered, each retry, and the start, of all executions that a case had and that
 * are still on record. Which of them AWS counts is told by its price page only as "each time a step of your workflow is
 * executed".
 */
async function transitionsOf(caseId: string): Promise<number> {
  const client = new SFNClient({});
  const isOfCase = ({ name = "" }: ExecutionListItem): boolean => name === caseId || name.startsWith(`${caseId}-`);
  try {
    const machines = Object.values(JSON.parse(process.env["STATE_MACHINES"] ?? "{}") as Record<string, string>);
    let transitions = 0;
    for (const stateMachineArn of machines) {
      for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn })) {
        for (const { executionArn = "" } of executions.filter(isOfCase))
          transitions += 1 + (await countSteps(client, executionArn));
      }
    }
    if (transitions === 0) throw new Error(`no execution is named after ${caseId}`);
    return transitions;
  } finally {
    client.destroy();
  }
}

async function countSteps(client: SFNClient, executionArn: string): Promise<number> {
  let [entered, tasks, calls] = [0, 0, 0];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
    for (const { type = "" } of page.events ?? []) {
      if (type.endsWith("StateEntered")) entered += 1;
      if (type === "TaskStateEntered") tasks += 1;
      if (type === "TaskScheduled" || type === "LambdaFunctionScheduled") calls += 1;
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return entered + Math.max(0, calls - tasks);
}

/** Functions that are called by the clock, whether there is anything to do or not. */
export const scheduled: ReadonlySet<string> = new Set(
  manifest.filter(({ trigger }) => trigger.kind === "schedule").map(({ name }) => name),
);

/** Lets them run with nothing due, as they do nearly always: some times as usual, some times with the census. */
function nothingToDo(counting: Counting, sweeps: Measured["sweeps"]): Story {
  const runs = 4;
  async function sweepAt(stage: Stage, minute: number): Promise<Invocation[]> {
    const quarter = 15 * lengths.minute;
    stage.clock.jumpTo(Math.ceil((stage.clock.now() + 1) / quarter) * quarter + minute * lengths.minute);
    await stage.tick();
    return counting.take().filter((each) => scheduled.has(each.function));
  }
  return {
    procedure: "",
    title: "nothing to do",
    async play(stage) {
      await sweepAt(stage, 1);
      for (let run = 0; run < runs; run += 1) {
        sweeps.census.push(...(await sweepAt(stage, 0)).filter((each) => each.function === "sweep"));
        sweeps.plain.push(...(await sweepAt(stage, 1)));
      }
      return "";
    },
  };
}
