/** Figures that functions emit, with their units: the custom metrics, ten at most beside the rare, for more cost money. */
export const metrics = {
  namespace: "AlurPustaka",
  figures: {
    OpenCases: "Count",
    CasesEnded: "Count",
    /** Cases that broke and wait for an operator. */
    CasesStopped: "Count",
    StepsLate: "Count",
    StepsDueSoon: "Count",
    OldestLateWorkingDays: "None",
    /** Office minutes a step took, in percent of its standard time. */
    StepShareOfStandard: "Percent",
    /** Calendar days in which people outside answered. */
    OutsideWaitDays: "None",
    MailFailures: "Count",
    SweepRuns: "Count",
    /** Codes were guessed so often that new browsers have to wait. */
    GuessesUsedUp: "Count",
  },
  /** Sent only when something is wrong; CloudWatch charges for the hours in which a metric is sent. */
  rare: ["GuessesUsedUp"],
} as const;
