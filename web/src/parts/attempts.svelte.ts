import { failureText } from "../api/failure.ts";

/** What a page does one after the other and may fail at: whether something is under way, and what to tell of it. */
export class Attempts {
  busy = $state(false);
  failure = $state("");

  /** Does nothing while something else is under way; a failure is put into words. */
  run = async (work: () => Promise<unknown>): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await work();
    } catch (error) {
      this.failure = failureText(error);
    } finally {
      this.busy = false;
    }
  };
}
