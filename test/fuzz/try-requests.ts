/** Sends odd requests one after another and looks at every answer. */
import { chanceFrom } from "../support/random-values.ts";
import { oddRequest, type Known, type OddRequest } from "./odd-requests.ts";

export interface Answer {
  status: number;
  text: string;
}

export type Send = (request: OddRequest) => Promise<Answer>;

export interface Tried {
  requests: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** What must not be, each with the number of the request by which it is tried again. */
  faults: string[];
  /** The slowest answer, milliseconds. */
  slowest: number;
}

const longestMs = 1_000;
/** An answer to what cannot be read says so and no more. */
const longestRefusal = 8_000;
const mostFields = 20;
const enoughFaults = 20;

/**
 * @param from number of the first request; each is made from its own number, so that one can be tried alone
 * @param clock what a request cost, milliseconds: the processor's time where others use the machine too
 */
export async function tryRequests(
  send: Send,
  known: Known,
  { from, count, clock }: { from: number; count: number; clock(): number },
): Promise<Tried> {
  const tried: Tried = { requests: 0, statuses: {}, faults: [], slowest: 0 };
  for (let number = from; number < from + count && tried.faults.length < enoughFaults; number += 1) {
    const request = oddRequest(chanceFrom(number), known);
    let { answer, ms } = await timed(send, request, clock);
    // What is slow by itself is so again; a busy machine is not.
    if (ms > longestMs) ({ answer, ms } = await timed(send, request, clock));
    tried.requests += 1;
    tried.statuses[answer.status] = (tried.statuses[answer.status] ?? 0) + 1;
    tried.slowest = Math.max(tried.slowest, ms);
    const wrong = faultIn(answer, ms);
    if (wrong !== null) tried.faults.push(`request ${number}, ${request.route}: ${wrong}`);
  }
  return tried;
}

async function timed(send: Send, request: OddRequest, clock: () => number): Promise<{ answer: Answer; ms: number }> {
  const began = clock();
  const answer = await send(request).catch((error: unknown) => ({ status: 0, text: String(error) }));
  return { answer, ms: clock() - began };
}

function faultIn({ status, text }: Answer, ms: number): string | null {
  if (status < 200 || status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (ms > longestMs) return `took ${Math.round(ms)} ms`;
  if (status < 400) return null;
  if (text.length > longestRefusal) return `a refusal of ${text.length} letters`;
  const { fields = {} } = readable(text);
  return Object.keys(fields).length > mostFields ? "more wrong fields than anybody reads" : null;
}

function readable(text: string): { fields?: Record<string, string> } {
  try {
    return JSON.parse(text) as { fields?: Record<string, string> };
  } catch {
    return {};
  }
}
