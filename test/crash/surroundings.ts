import type { PatientBrowser } from "./patient-browser.ts";
import type { PostOffice } from "./post-office.ts";

/** What one person of the play sees of the rest. */
export interface Surroundings {
  readonly base: string;
  readonly postOffice: PostOffice;
  browser(): PatientBrowser;
  /** A browser of somebody who reads mails. */
  inbox(): PatientBrowser;
  /** Asks again until there is an answer. */
  until<T>(ask: () => Promise<T | null | undefined>): Promise<T>;
}
