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
  const child = passSignalsTo(spawn(program, args, { stdio: "inherit", env }));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new ToolchainError(`${program} does not start here: ${error.message}`)));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * As long as the child runs, whoever stops us stops the child, and we wait for it: nothing goes on unseen.
 * @template {import("node:child_process").ChildProcess} Child
 * @param {Child} child
 */
export function passSignalsTo(child) {
  /** @param {NodeJS.Signals} signal */
  function passOn(signal) {
    // A terminal sends Ctrl-C to the whole foreground group: the child has it already, and a second one would
    // tell it to hurry.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  }
  function letGo() {
    for (const signal of passedOn) process.off(signal, passOn);
  }

  for (const signal of passedOn) process.on(signal, passOn);
  child.once("exit", letGo);
  child.once("error", letGo);
  return child;
}
