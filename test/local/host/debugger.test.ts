import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { killPrograms, run } from "./run-program.ts";
import { freshFolder } from "./test-host.ts";

const program = fileURLToPath(new URL("../../../infra/local/host/main.ts", import.meta.url));
const handler = new URL("../../../functions/http/routes/intake.ts", import.meta.url);
afterEach(killPrograms);

interface Told {
  id?: number;
  method?: string;
  params?: { callFrames: { functionName: string; location: { lineNumber: number } }[] };
}

/** Speaks with a debugger as an editor does: one sentence after the other. */
async function debuggerAt(address: string) {
  const socket = new WebSocket(address);
  const heard: Told[] = [];
  socket.addEventListener("message", ({ data }) => heard.push(JSON.parse(String(data)) as Told));
  await once(socket, "open");
  let last = 0;
  const hear = async (isIt: (told: Told) => boolean) => {
    await expect.poll(() => heard.some(isIt)).toBe(true);
    return heard.find(isIt);
  };
  return {
    hear,
    async say(method: string, params: object = {}) {
      const id = (last += 1);
      socket.send(JSON.stringify({ id, method, params }));
      return hear((told) => told.id === id);
    },
    close: () => socket.close(),
  };
}

test("a breakpoint in a handler stops, at the line of its source", async () => {
  const env = { PORT: "0", DATA_DIR: await freshFolder(), NODE_OPTIONS: "--inspect=127.0.0.1:0" };
  const host = run(program, [], env);
  const url = await host.ready;
  const editor = await debuggerAt(/ws:\/\/\S+/.exec(host.err())?.[0] ?? "");
  const lines = (await readFile(handler, "utf8")).split("\n");
  const lineNumber = lines.findIndex((line) => line.includes("export const showAgency")) + 1;
  await editor.say("Debugger.enable");
  await editor.say("Debugger.setBreakpointByUrl", { lineNumber, url: handler.href });
  const asked = fetch(`${url}/api/agency`);
  const stopped = await editor.hear(({ method }) => method === "Debugger.paused");
  expect(stopped?.params?.callFrames[0]).toMatchObject({ functionName: "showAgency", location: { lineNumber } });
  await editor.say("Debugger.resume");
  expect((await asked).status).toBe(200);
  editor.close();
});
