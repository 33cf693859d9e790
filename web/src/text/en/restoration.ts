import type { restoration as id } from "../id/restoration.ts";

/** Texts of the page on which an administrator lets a restored service go on. */
export const restoration: typeof id = {
  title: "The service was restored from a copy",
  lead: (copy, restored) =>
    `What was recorded after ${copy} until ${restored} is no longer here. Until you let the service go on, no letter is sent, no number is given and no deadline passes. Requests and decisions are taken all the same and carried out afterwards.`,
  numbers: {
    title: "The last numbers really used",
    text: "Look into the printed agenda book and at the last letters that left, and ask the registrar. The next number follows the one you enter; lost numbers are marked as used.",
    year: (title, year) => `${title} ${year}`,
    inCopy: (last) => (last === 0 ? "There is no number in the copy yet." : `In the copy: ${last}.`),
  },
  mails: {
    title: "Mails that may have left",
    text: "These waited when the copy was made and may have left after it. Say for each: sent once the service goes on, or not sent.",
    none: "No mail has to be decided on.",
    count: (count) => `${count} ${count === 1 ? "mail" : "mails"}`,
    to: (name, moment) => `to ${name}, written ${moment}`,
    send: "Send",
    withhold: "Do not send",
    sendOne: (subject) => `Send: ${subject}`,
    withholdOne: (subject) => `Do not send: ${subject}`,
    sendAll: "Send all",
    withholdAll: "Send none",
  },
  end: {
    title: "Let the service go on",
    text: "Each of the staff gets one mail about what may be missing. This cannot be taken back.",
    button: "Let the service go on",
    done: "The service goes on. Letters and numbers that waited are carried out within minutes.",
  },
  over: "No restoration is waiting.",
  toTasks: "To the list of tasks",
};
