import { afterEach, expect, test } from "vitest";
import { jumpableClock } from "../../../infra/local/host/clock.ts";
import { openDatabase } from "../../../infra/local/host/database.ts";
import { openWorkflow } from "../../../infra/local/emulators/step-functions/engine/workflow.ts";
import { MONDAY_MORNING } from "./endpoint.ts";
import { callsWork, definition, role } from "./machines.ts";

const opened = new AsyncDisposableStack();
afterEach(() => opened.disposeAsync());

test("an answer for an execution that has gone from the journal is dropped, and not tried again for ever", async () => {
  const database = opened.adopt(openDatabase(":memory:", "normal"), (file) => file.close());
  const said: string[] = [];
  const workflow = await openWorkflow({
    database,
    clock: jumpableClock(MONDAY_MORNING, { frozen: true }),
    log: (message) => void said.push(message),
    async invoke() {
      await database.commit(() => database.database.exec("DELETE FROM execution"));
      return { ok: true, payload: {} };
    },
  });
  opened.defer(() => workflow.close());
  const ask = async (operation: string, parameters: object) => {
    const { body } = await workflow.handle(`AWSStepFunctions.${operation}`, JSON.stringify(parameters));
    return JSON.parse(body) as Record<string, string>;
  };
  const { stateMachineArn } = await ask("CreateStateMachine", {
    name: "m",
    roleArn: role,
    definition: definition("Work", { Work: callsWork({ End: true }) }),
  });
  await ask("StartExecution", { stateMachineArn, name: "gone" });
  await workflow.idle();
  expect(said).toEqual(["An execution has gone from the journal"]);
});
