import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { listen, stopListening } from "../../../infra/local/gateway/listen.ts";
import { stopOnSignal, type Stoppable } from "../../../infra/local/host/stop-on-signal.ts";

afterEach(() => void vi.useRealTimers());

describe("a stop that takes its time", () => {
  /** A process whose signals and exits a test sees, with a host that ends when it is told. */
  function stopping() {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    const exits: unknown[] = [];
    const lines: string[] = [];
    const program = Object.assign(new EventEmitter(), {
      connected: true,
      exit: (code: unknown) => void exits.push(code),
      stderr: { write: (line: string) => lines.push(line) },
    });
    const closed = Promise.withResolvers<void>();
    const close = vi.fn(() => closed.promise);
    stopOnSignal({ close }, () => undefined, { program: program as unknown as Stoppable, withinMs: 30_000 });
    return { program, exits, lines, close, end: closed.resolve };
  }

  test("is hurried by no SIGTERM, however late, and ends with 0", async () => {
    const { program, exits, close, end } = stopping();
    program.emit("SIGTERM");
    vi.advanceTimersByTime(20_000);
    program.emit("SIGTERM");
    program.emit("SIGHUP");
    expect(exits).toEqual([]);
    end();
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(close).toHaveBeenCalledTimes(1);
  });

  test("is cut by a second Ctrl-C, but not by the echo of the first", () => {
    const { program, exits } = stopping();
    program.emit("SIGINT");
    vi.advanceTimersByTime(300);
    program.emit("SIGINT");
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(900);
    program.emit("SIGINT");
    expect(exits).toEqual([130]);
  });

  test("ends after its time with 1 and a line that says so", () => {
    const { program, exits, lines } = stopping();
    program.emit("SIGTERM");
    vi.advanceTimersByTime(29_999);
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(exits).toEqual([1]);
    expect(lines.join("")).toMatch(/^Not everything had ended within 30 seconds.*\n$/);
  });
});

test("a client that never ends its request holds up a stop no longer than it may", async () => {
  const server = createServer(() => undefined);
  const port = await listen(server, 0, "127.0.0.1");
  const client = connect(port, "127.0.0.1").on("error", () => undefined);
  client.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
  await once(server, "request");
  await stopListening(server, 100);
  expect(server.listening).toBe(false);
});
