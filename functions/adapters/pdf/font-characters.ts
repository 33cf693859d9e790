/**
 * The characters of a TrueType font, each with its glyph, from its table `cmap` in format 4, the usual one for the first
 * 65,536 characters (OpenType 1.9, "cmap": encoding records, then segments with first and last character, delta and offset).
 *
 * @throws RangeError for a font without such a table
 */
export function charactersIn(font: Uint8Array): Map<number, number> {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const start = segmentsAt(data, tableAt(data, "cmap"));
  const width = data.getUint16(start + 6);
  // Four lists of the same width, with two bytes after the first.
  const [lasts, firsts, deltas, offsets] = [14, 16 + width, 16 + 2 * width, 16 + 3 * width].map((at) => start + at);
  if (lasts === undefined || firsts === undefined || deltas === undefined || offsets === undefined) return new Map();

  const found = new Map<number, number>();
  for (let segment = 0; segment < width; segment += 2) {
    const first = data.getUint16(firsts + segment);
    const delta = data.getUint16(deltas + segment);
    const offset = data.getUint16(offsets + segment);
    for (let character = first; character <= data.getUint16(lasts + segment); character += 1) {
      const listed = offset && data.getUint16(offsets + segment + offset + 2 * (character - first));
      const glyph = (offset ? listed && listed + delta : character + delta) % 0x1_00_00;
      if (glyph !== 0) found.set(character, glyph);
    }
  }
  return found;
}

/**
 * Measures words: points that they are wide at a size, without kerning, which makes them narrower if anything (OpenType 1.9,
 * "head", "hhea", "hmtx").
 *
 * @throws RangeError for a font without these tables
 */
export function widthsIn(font: Uint8Array): (words: string, size: number) => number {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const glyphs = charactersIn(font);
  const unitsPerEm = data.getUint16(tableAt(data, "head") + 18);
  const lastWidth = data.getUint16(tableAt(data, "hhea") + 34) - 1;
  const widths = tableAt(data, "hmtx");
  const widthOf = (character: string): number =>
    data.getUint16(widths + 4 * Math.min(glyphs.get(character.codePointAt(0) ?? 0) ?? 0, lastWidth));
  return (words, size) => (Array.from(words).reduce((sum, each) => sum + widthOf(each), 0) * size) / unitsPerEm;
}

/** Where a table of the font begins. */
function tableAt(data: DataView, name: string): number {
  for (let entry = 12; entry < 12 + 16 * data.getUint16(4); entry += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => data.getUint8(entry + place)));
    if (tag === name) return data.getUint32(entry + 8);
  }
  throw new RangeError(`The font has no table ${name}.`);
}

/** Where the Unicode characters of format 4 begin. */
function segmentsAt(data: DataView, table: number): number {
  for (let entry = table + 4; entry < table + 4 + 8 * data.getUint16(table + 2); entry += 8) {
    const start = table + data.getUint32(entry + 4);
    if ([0, 3].includes(data.getUint16(entry)) && data.getUint16(start) === 4) return start;
  }
  throw new RangeError("The font lists its characters in no known way.");
}
