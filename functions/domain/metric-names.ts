/** Figures that functions emit, with their units: custom metrics, for alarms alone. What people look at comes from the totals (`service-levels/`). */
export const metrics = {
  figures: {
    /** Cases that broke and wait for an operator. */
    CasesStopped: "Count",
    /** Of the oldest late row; 0 where none is late. */
    OldestLateWorkingDays: "None",
    MailFailures: "Count",
    SweepRuns: "Count",
    /** Codes were guessed so often that new browsers have to wait. */
    GuessesUsedUp: "Count",
    /** The holidays of a year are missing that should be known by now. */
    HolidaysMissing: "Count",
  },
  /** Sent only when something is wrong; CloudWatch charges for the hours in which a metric is sent. */
  rare: ["GuessesUsedUp", "HolidaysMissing"],
} as const;
