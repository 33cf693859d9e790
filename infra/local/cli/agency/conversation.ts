/** Asking a person at a terminal, or whoever feeds the answers: one line an answer. */
import { createInterface } from "node:readline/promises";

/** The person pressed Ctrl-C, or there are no more answers. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
}

export interface Conversation {
  /** @throws {GivenUp} */
  ask(question: string): Promise<string>;
  say(line: string): void;
  close(): void;
}

export function openConversation(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Conversation {
  const reader = createInterface({ input, output });
  // Lines may come before they are asked for: all at once where they are fed.
  const lines = reader[Symbol.asyncIterator]();
  let ended = false;
  reader.on("SIGINT", () => reader.close());
  reader.on("close", () => (ended = true));
  return {
    async ask(question) {
      reader.setPrompt(question);
      // What was fed may be at its end while its last lines still wait.
      if (ended) output.write(question);
      else reader.prompt();
      const next = await lines.next();
      if (next.done) throw new GivenUp();
      return next.value.trim();
    },
    say: (line) => void output.write(`${line}\n`),
    close: () => reader.close(),
  };
}

/** Asks until there is an answer that can be used. */
export async function askUntil<Value>(
  { ask, say }: Conversation,
  question: string,
  read: (answer: string) => Promise<{ value: Value } | { problem: string }> | { value: Value } | { problem: string },
): Promise<Value> {
  for (;;) {
    const told = await read(await ask(question));
    if ("value" in told) return told.value;
    say(`  ${told.problem}`);
  }
}

export async function askYesNo(conversation: Conversation, question: string): Promise<boolean> {
  return askUntil(conversation, `${question} (ya/tidak): `, (answer) => {
    if (/^y(a)?$/i.test(answer)) return { value: true };
    if (/^t(idak)?$/i.test(answer)) return { value: false };
    return { problem: "Jawab ya atau tidak." };
  });
}
