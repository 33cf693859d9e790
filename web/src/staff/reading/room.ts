import type { GuestBookView, ReaderRow, ReadingRoomView } from "../../../../functions/contract/reading-room.ts";
import type { StaffCaseCreatedView } from "../../../../functions/contract/staff.ts";
import type { SurveyFormView } from "../../../../functions/contract/public.ts";
import { loadAgency } from "../../api/agency.svelte.ts";
import { ApiError } from "../../api/client.ts";
import { load, send } from "../app-state.svelte.ts";
import { staffApi } from "../staff-paths.ts";

const patienceMs = 8_000;
const betweenMs = 250;

/** Of the next visit; the same again while nobody knows whether it was begun. */
let greeting = crypto.randomUUID();

/** Begins a visit; answers its case. @throws ApiError */
export async function greet(procedure: string): Promise<string> {
  const body = { procedure, submissionId: greeting, language: "id", values: {} };
  try {
    const begun = await send<StaffCaseCreatedView>(staffApi.begin(), body);
    greeting = crypto.randomUUID();
    return begun.case;
  } catch (error) {
    if (!isUnsure(error)) greeting = crypto.randomUUID();
    throw error;
  }
}

/** Whether what was sent may have been stored although no answer says so. */
export function isUnsure(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

/** The room after a reader went on from a task; as it stands where the workflow takes its time. @throws ApiError */
export async function roomAfter(row: ReaderRow): Promise<ReadingRoomView> {
  return soon(
    () => load<ReadingRoomView>(staffApi.reading()),
    ({ readers }) => readers.some((other) => other.case === row.case && other.task !== row.task),
  );
}

/** The next page of the guest book; a visit is begun for a reader whom nobody greeted. @throws ApiError */
export async function nextPage(): Promise<GuestBookView> {
  const view = await load<GuestBookView>(staffApi.guestBook());
  if (view.page) return view;
  await greet(view.procedure);
  return soon(
    () => load<GuestBookView>(staffApi.guestBook()),
    ({ page }) => page !== null,
  );
}

/** The survey of whoever has a number: its address and its questions. @throws ApiError where nobody has the number */
export async function surveyOf(number: string): Promise<{ path: string; form: SurveyFormView }> {
  const path = staffApi.survey(number.trim());
  const [form] = await Promise.all([load<SurveyFormView>(path), loadAgency()]);
  return { path, form };
}

async function soon<T>(look: () => Promise<T>, enough: (found: T) => boolean): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (enough(found) || performance.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
}
