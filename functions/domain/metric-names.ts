/** Figures that functions emit, with their units: the custom metrics, ten at most, for more cost money. */
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
    /** Codes were guessed so often that nobody may guess on. Sent only then, so it costs nothing as a rule. */
    GuessesUsedUp: "Count",
  },
} as const;
