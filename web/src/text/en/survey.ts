import type { survey as id } from "../id/survey.ts";

export const survey: typeof id = {
  title: "Satisfaction survey",
  lead: "About two minutes. Answers are stored without your name and without the number of your request.",
  send: "Send answers",
  sending: "Sending…",
  thanks: "Your answers are stored. Thank you.",
  answered: "This survey has been answered already. Thank you.",
  notYet: "The survey opens when the service has been given.",
};
