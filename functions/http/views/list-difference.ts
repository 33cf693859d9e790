/**
 * Tags of a list, as they travel in ETag and If-None-Match: by one of them alone it is known which rows the reader has, so
 * that nothing has to be kept for readers, and any instance can answer any of them.
 */
import type { Secrets } from "../../domain/ports.ts";

export interface ListTag {
  /** Of everything the list depends on but the time; null where only reading it tells. */
  stamp: string | null;
  /** Epoch milliseconds until which the time changes nothing. */
  until: number;
  /** Of what stands beside the rows, then of each row in their order. */
  marks: string[];
  /** The tag as it travels. */
  text: string;
}

/** Short, for a list has many; of a thousand rows that change, one in four million would go unseen. */
const markLength = 8;
const noStamp = "-";

export function listTag(
  { hash }: Pick<Secrets, "hash">,
  { stamp, until, rows, totals }: Pick<ListTag, "stamp" | "until"> & { rows: object[]; totals: object },
): ListTag {
  const marks = [totals, ...rows].map((each) => hash(JSON.stringify(each)).slice(0, markLength));
  return { stamp, until, marks, text: [stamp ?? noStamp, until.toString(36), marks.join("")].join(".") };
}

/** What a reader has; null where it is no tag of ours. */
export function seenIn(text: string | null): ListTag | null {
  const [, stamp = "", until = "", marks = ""] =
    /^([0-9a-f]+|-)\.([0-9a-z]{1,10})\.((?:[0-9a-f]{8})+)$/.exec(text ?? "") ?? [];
  if (text === null || marks === "") return null;
  return {
    stamp: stamp === noStamp ? null : stamp,
    until: Number.parseInt(until, 36),
    marks: Array.from({ length: marks.length / markLength }, (_, place) =>
      marks.slice(place * markLength, (place + 1) * markLength),
    ),
    text,
  };
}

/** The rows; for those that the reader has, the place at which they have it. */
export function difference<Row>(rows: Row[], seen: ListTag | null, list: ListTag): (Row | number)[] {
  const places = new Map((seen?.marks ?? []).slice(1).map((mark, place) => [mark, place]));
  return rows.map((row, index) => places.get(list.marks[index + 1] ?? "") ?? row);
}
