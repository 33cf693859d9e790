/** Addresses that mails and answers carry; the web app has the pages behind them. */
export const links = {
  /** @param outcome goes on to the question that is asked now, with this answer named */
  tracking: (link: string, outcome?: string): string => `/lacak/${link}${chosen(outcome)}`,
  survey: (link: string): string => `/survei/${link}`,
  /** Of the staff, the plan of the month. */
  plan: (): string => "/petugas/rencana",
  decision: (link: string, outcome?: string): string => `/k/${link}${chosen(outcome)}`,
};

function chosen(outcome: string | undefined): string {
  return outcome ? `?pilih=${encodeURIComponent(outcome)}` : "";
}

/** Of the page that only shows where a case stands. */
export function showPath(caseId: string, link: string): string {
  return `/lihat/${caseId}/${link}`;
}
