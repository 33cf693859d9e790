import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { errorFacts } from "../domain/error-facts.ts";
import type { Dependencies } from "../domain/ports.ts";
import { Fault, TemporaryProblem } from "../domain/refusal.ts";
import { dependenciesFrom } from "./dependencies.ts";

/** What an event says of the case and the row it is about, if it is about one. */
type Concern = { caseId?: string; step?: string } | null | undefined;

/**
 * The middy stack of state machine tasks and schedules. Each line of log on the way names the call, the function, and
 * the case and row it is about. Errors go through, because Retry and Catch in the machine decide by their names; what a
 * service or the network does for a moment is renamed to the one name that is retried.
 *
 * @param name of the function, as in the manifest
 */
export function stepHandler<Input extends Concern, Output>(
  name: string,
  parse: (event: unknown) => Input,
  run: (dependencies: Dependencies, input: Input) => Promise<Output>,
  dependencies: Dependencies = dependenciesFrom(process.env),
) {
  const { log } = dependencies;
  const stack = middy<unknown, Output>()
    .use({
      onError: ({ error }) => {
        log.problem("work-failed", error);
        throw isPassing(error) ? new TemporaryProblem(error.name, { cause: error }) : withoutForeignWords(error);
      },
    })
    .handler(async (event: unknown) => {
      const input = parse(event);
      if (input?.caseId) log.concerns(input.caseId, input.step);
      return run(dependencies, input);
    });
  return async (event: unknown, context: Context): Promise<Output> =>
    log.within({ requestId: context.awsRequestId, function: name }, () => stack(event, context));
}

/**
 * What Lambda may write into its log and hand to the workflow: the name, which decides there, and the place. The words
 * of an error that is not ours may be a stranger's.
 */
function withoutForeignWords(error: unknown): Error {
  if (error instanceof Fault) return error;
  const { name, stack = "" } = errorFacts(error);
  return Object.assign(new Error(name), { name, stack: `${name}\n${stack}` });
}

/** A fault of a service (5xx, throttling) or of the way to it, as the AWS SDK reports them after its own retries. */
function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { $metadata: metadata, $retryable: retryable, code } = error as Partial<SdkError>;
  const status = metadata?.httpStatusCode ?? 0;
  return (
    status >= 500 || retryable !== undefined || networkFaults.includes(code ?? "") || error.name === "TimeoutError"
  );
}

interface SdkError {
  $metadata: { httpStatusCode?: number };
  $retryable: object;
  code: string;
}

const networkFaults = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"];
