/** The little of the tar format (ustar, POSIX.1-1988) that a copy needs: plain files under short names, so that any tool can open it. */
import { buffer } from "node:stream/consumers";

const blockSize = 512;
/** Twelve octal digits, as most tools read them. */
const largestSize = 8 ** 12 - 1;
const longestName = 100;

/** What stands before the bytes of a file. */
export interface Entry {
  name: string;
  size: number;
}

/**
 * A file as it stands in an archive, from its header to the end of its last block.
 *
 * @param epochMs shown by tools as the file's time
 * @throws RangeError where the format has no room for it, or there are more or fewer bytes than said
 */
export async function* packed(
  { name, size }: Entry,
  bytes: AsyncIterable<Uint8Array>,
  epochMs: number,
): AsyncGenerator<Uint8Array> {
  yield headerOf({ name, size }, epochMs);
  let written = 0;
  for await (const chunk of bytes) {
    written += chunk.length;
    yield chunk;
  }
  if (written !== size) throw new RangeError(`${name} has ${written} bytes instead of ${size}`);
  yield Buffer.alloc(paddingOf(size));
}

/** What ends an archive. */
export const endOfArchive = (): Uint8Array => Buffer.alloc(2 * blockSize);

/**
 * The files of an archive in their order; the bytes of each are to be read to their end before the next.
 *
 * @throws RangeError where it is no such archive, is damaged, or ends too early
 */
export async function* unpacked(
  archive: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ entry: Entry; bytes: AsyncIterable<Uint8Array> }> {
  const reader = new ByteReader(archive);
  for (;;) {
    const header = await reader.exactly(blockSize);
    if (header.every((byte) => byte === 0)) break;
    const entry = entryIn(header);
    yield { entry, bytes: reader.next(entry.size) };
    await reader.exactly(paddingOf(entry.size));
  }
  // To the last byte: what decrypts and unpacks finds out only there that all was whole.
  await reader.drain();
}

function headerOf({ name, size }: Entry, epochMs: number): Buffer {
  if (Buffer.byteLength(name) > longestName) throw new RangeError(`${name} is too long a name`);
  if (size > largestSize) throw new RangeError(`${name} is too large`);
  const header = Buffer.alloc(blockSize);
  header.write(name, 0);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(size.toString(8).padStart(11, "0"), 124);
  header.write(
    Math.floor(epochMs / 1000)
      .toString(8)
      .padStart(11, "0"),
    136,
  );
  header.write("0", 156);
  header.write("ustar\0" + "00", 257);
  header.write(checksumOf(header), 148);
  return header;
}

/** The sum of the header's bytes, its own place counted as blanks. */
function checksumOf(header: Uint8Array): string {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return `${sum.toString(8).padStart(6, "0")}\0 `;
}

function entryIn(header: Buffer): Entry {
  if (header.toString("latin1", 148, 156) !== checksumOf(header)) throw new RangeError("no header of a file");
  const [name = ""] = header.toString("utf8", 0, longestName).split("\0");
  return { name, size: Number.parseInt(header.toString("latin1", 124, 136), 8) };
}

function paddingOf(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize;
}

class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async *next(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#more())) throw new RangeError("it ends too early");
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async exactly(size: number): Promise<Buffer> {
    return buffer(this.next(size));
  }

  async drain(): Promise<void> {
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    const { buffer: memory, byteOffset, byteLength } = next.value;
    this.#rest = Buffer.from(memory, byteOffset, byteLength);
    return true;
  }
}
