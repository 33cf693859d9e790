// RFC 3339 with an offset, as the service takes it: a capital T, seconds, any number of decimals.
const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of a timestamp with offset, or undefined where the text is not one or names a day that does not exist. */
export function parseTimestamp(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (!parts) return undefined;
  const [, year, month, day] = parts;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > lastDay) return undefined;
  const millis = (parts[7] ?? "").padEnd(3, "0").slice(0, 3);
  const epoch = Date.parse(`${text.slice(0, 19)}.${millis}${parts[8] ?? "Z"}`);
  return Number.isNaN(epoch) ? undefined : epoch;
}
