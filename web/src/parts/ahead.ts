/** Whether an instant (ISO 8601) has not come by now (epoch, milliseconds); null has always come. */
export function isAhead<Instant extends string>(instant: Instant | null, now: number): instant is Instant {
  return instant !== null && Date.parse(instant) > now;
}
