import type { IncomingMessage } from "node:http";

/** The body is larger than allowed. The request has been read no further. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/**
 * Reads a request's body whole.
 * @param limit bytes
 * @throws {BodyTooLarge} as soon as it is known, by the announced length or by counting
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const mostDiscarded = 32 * 1024 * 1024;
const longestDiscardMs = 5_000;
/** Who has sent nothing for so long waits for the answer. */
const pauseMs = 300;

/**
 * Reads what is left of a body that nobody wants, and forgets it: who is cut off in the midst of sending never gets the answer.
 * Whoever goes on for too long, or with too much, is cut off all the same.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let size = 0;
  const whole = setTimeout(resolve, longestDiscardMs);
  const pause = setTimeout(resolve, pauseMs);
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > mostDiscarded) resolve();
    else pause.refresh();
  };
  request.on("data", take).once("end", resolve).once("close", resolve).once("error", resolve);
  await promise;
  request.off("data", take).pause();
  clearTimeout(whole);
  clearTimeout(pause);
}
