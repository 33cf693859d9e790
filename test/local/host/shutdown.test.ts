import { expect, test } from "vitest";
import { closeAll } from "../../../infra/local/host/shutdown.ts";

test("everything is closed in the opposite order, and every failure on the way is logged", async () => {
  const closed: string[] = [];
  const logged: unknown[] = [];
  const opened = new AsyncDisposableStack();
  for (const name of ["table", "workflow", "mail", "server"]) {
    opened.defer(async () => {
      closed.push(name);
      if (name !== "table" && name !== "server") throw new RangeError(name);
    });
  }
  await closeAll(opened, (event, { error }) => void logged.push({ event, error }));
  expect(closed).toEqual(["server", "mail", "workflow", "table"]);
  const failed = {
    event: "not-closed",
    error: { name: "RangeError", stack: expect.stringContaining("shutdown.test") },
  };
  expect(logged).toEqual([failed, failed]);
});
