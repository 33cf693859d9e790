import middy from "@middy/core";
import type { Dependencies } from "../domain/ports.ts";
import { TemporaryProblem } from "../domain/refusal.ts";
import { dependenciesFrom } from "./dependencies.ts";

/**
 * The middy stack of state machine tasks and schedules. Errors go through, because Retry and Catch in the machine
 * decide; only what a service or the network does for a moment is renamed to the one name that is retried.
 */
export function stepHandler<Input, Output>(
  parse: (event: unknown) => Input,
  run: (dependencies: Dependencies, input: Input) => Promise<Output>,
  dependencies: Dependencies = dependenciesFrom(process.env),
) {
  return middy<unknown, Output>()
    .use({
      onError: ({ error }) => {
        if (isPassing(error)) throw new TemporaryProblem(`${error.name}: ${error.message}`, { cause: error });
      },
    })
    .handler(async (event: unknown) => run(dependencies, parse(event)));
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
