import { shared } from "../text/index.ts";
import { ApiError } from "./client.ts";

/** What to tell a person about something that went wrong, in their language. */
export function failureText(error: unknown): string {
  const words = shared().error;
  if (!(error instanceof ApiError)) return words.unexpected;
  if (error.status === 0) return navigator.onLine ? words.network : words.offline;
  if (error.body.message !== "") return error.body.message;
  return error.status === 429 ? words.tooMany : words.unexpected;
}
