/** Runs a program in the foreground as if it had been called directly: same terminal, same signals, same exit code. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ToolchainError } from "./project.mjs";

/** @type {NodeJS.Signals[]} */
const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Starts the program and waits for it, however long it takes to stop after a signal.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 * @throws {ToolchainError} when it cannot be started
 */
export function launch(program, args, env) {
  const child = spawn(program, args, { stdio: "inherit", env });
  const handlers = passedOn.map((signal) => /** @type {const} */ ([signal, () => passOn(signal)]));
  for (const [signal, handler] of handlers) process.on(signal, handler);

  /** @param {NodeJS.Signals} signal */
  function passOn(signal) {
    // A terminal sends Ctrl-C to the whole foreground group: the child has it already, and a second one would
    // tell it to hurry.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  }

  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(new ToolchainError(`${program} does not start here: ${error.message}`));
    });
    child.once("exit", (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
