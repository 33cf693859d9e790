/** What neither a template nor the demonstration can tell. Each is on the dear side. */
export const assumptions = {
  /** Hours of a month, as AWS reckons. */
  hoursOfMonth: 730,
  /** A function on Lambda takes so many times as long as on the machine that plays the demonstration. */
  slowerOnLambda: 4,
  /** Share of calls that find no running function and wait for a new one, which is billed too. */
  coldShare: 0.25,
  coldStartMs: 800,
  /** START, END, REPORT and trace lines of Lambda for one call, in bytes. */
  platformLogBytes: 650,
  /** A line of the API's access log, in bytes. */
  accessLogBytes: 260,
  /** CloudWatch counts this much more for each line, in bytes. */
  bytesPerLogLine: 26,
  /** Headers of an answer, in bytes. */
  headerBytes: 800,
  /** Times that somebody concerned with a case opens the pages with nothing in the browser's store. */
  pageLoads: 6,
  filesOfPageLoad: 8,
  bytesOfPageLoad: 120_000,
  /** One scanned letter, and how often it is opened. */
  letterBytes: 500_000,
  letterReads: 3,
  /** Days for which what a case stored is reckoned to lie there. */
  keptDays: 730,
  /** Writes of its upload: who sent it, and all of them, are counted. */
  uploadCounts: 2,
  /** Bytes that DynamoDB counts for each item besides its own, in storage. */
  bytesPerStoredItem: 100,
  /** Lists that the sweep counts: open cases and open tasks, so often a day. */
  censusesPerDay: 96,
  /** Mails about alarms, a month. */
  alarmMails: 20,
} as const;
