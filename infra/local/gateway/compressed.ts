/** Files of the pages as browsers take them over a slow line: compressed once, and remembered. They hold nobody's secrets. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const encoders = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

export type Encoding = keyof typeof encoders;

/** Below this many bytes nothing is gained. */
const leastBytes = 1_000;

/** Pictures and fonts are compressed by themselves. */
const texts = /^(?:text\/|image\/svg|application\/(?:json|manifest))/;

/**
 * What a file may be sent as.
 *
 * @param accepted the header `accept-encoding`: names with their quality, of which 0 means never (RFC 9110, 12.5.3)
 */
export function encodingFor(type: string, bytes: number, accepted: string | undefined): Encoding | null {
  if (!texts.test(type) || bytes < leastBytes) return null;
  const names = (accepted ?? "").split(",").flatMap((each) => {
    const [name = "", quality = ""] = each.split(";").map((part) => part.trim().toLowerCase());
    return /^q=0(?:\.0*)?$/.test(quality) ? [] : [name];
  });
  return (Object.keys(encoders) as Encoding[]).find((each) => names.includes(each)) ?? null;
}

/** As many as a built web app has, and those of a few before it. */
const atMost = 500;
const made = new Map<string, Promise<Buffer>>();

/** @param version of the file: another has other bytes; what could not be read is tried again */
export function compressed(
  encoding: Encoding,
  file: string,
  version: string,
  read: () => Promise<Buffer>,
): Promise<Buffer> {
  const name = `${encoding} ${version} ${file}`;
  const known = made.get(name);
  if (known) return known;
  const making = read().then(encoders[encoding]);
  making.catch(() => made.delete(name));
  if (made.size >= atMost) made.clear();
  made.set(name, making);
  return making;
}
