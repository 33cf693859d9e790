import middy from "@middy/core";
import type { Dependencies } from "../domain/ports.ts";
import { dependenciesFrom } from "./dependencies.ts";

/** The middy stack of state machine tasks and schedules. Errors go through: Retry and Catch in the machine decide. */
export function stepHandler<Input, Output>(
  parse: (event: unknown) => Input,
  run: (dependencies: Dependencies, input: Input) => Promise<Output>,
  dependencies: Dependencies = dependenciesFrom(process.env),
) {
  return middy<unknown, Output>().handler(async (event: unknown) => run(dependencies, parse(event)));
}
