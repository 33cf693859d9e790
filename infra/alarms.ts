/**
 * What an administrator is woken for, wherever the service runs: on AWS, CloudWatch watches it (`aws/constructs/alarms.ts`),
 * on one machine the host itself (`local/health/alarms.ts`). Each alarm of this list has a row in both.
 */
export const alarms = {
  /** A workflow stopped at a fault, and a case with it. */
  "case-stopped": { from: 1, minutes: 5 },
  /** Something could not be handed over: an execution that broke, a report about a mail. */
  "dead-letters": { from: 1, minutes: 5 },
  /** The sweep has not run at all for so long. */
  "sweep-silent": { from: 1, minutes: 5 },
  /** Mails that failed. */
  "mail-failing": { from: 3, minutes: 15 },
  /** Somebody guesses codes, from so many places that new browsers have to wait. */
  "codes-guessed": { from: 1, minutes: 5 },
  /** The holidays of the next year are announced, and not entered. */
  "holidays-missing": { from: 1, minutes: 60 },
  /** Share of mails that never arrive. */
  "mail-bouncing": { from: 0.05, minutes: 60 },
  /** Working days by which the oldest late step is late. */
  "step-very-late": { from: 2, minutes: 15 },
  /** Answers of 5xx. */
  "api-failing": { from: 5, minutes: 5 },
  /** Calls of functions that failed. */
  "functions-failing": { from: 5, minutes: 15 },
} as const satisfies Record<string, { from: number; minutes: number }>;

export type AlarmName = keyof typeof alarms;
