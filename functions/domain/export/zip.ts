/** The smallest archive that other programs open: files are stored, not packed. Pure. */

/** @returns a ZIP archive (PKWARE APPNOTE 6.3, method 0) of files by their path */
export function zipOf(files: Record<string, string>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = utf8.encode(path);
    const content = utf8.encode(text);
    const about = [
      ...int16(version, utf8Names, stored, noTime, noDate),
      ...int32(crc32(content), content.length, content.length),
      ...int16(name.length, 0),
    ];
    const local = Uint8Array.from([...int32(0x04034b50), ...about]);
    directory.push(
      Uint8Array.from([...int32(0x02014b50), ...int16(version), ...about, ...int16(0, 0, 0), ...int32(0, offset)]),
      name,
    );
    parts.push(local, name, content);
    offset += local.length + name.length + content.length;
  }
  const count = Object.keys(files).length;
  const size = lengthOf(directory);
  const end = [...int32(0x06054b50), ...int16(0, 0, count, count), ...int32(size, offset), ...int16(0)];
  return joined([...parts, ...directory, Uint8Array.from(end)]);
}

const utf8 = new TextEncoder();
const version = 20;
const utf8Names = 0x0800;
const stored = 0;
const noTime = 0;
/** 1 January 1980, the first day of this format: the archive of the same figures is the same. */
const noDate = 0x21;

function int16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]);
}

function int32(...values: number[]): number[] {
  return values.flatMap((value) => [...int16(value & 0xffff), ...int16(value >>> 16)]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function lengthOf(parts: Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
