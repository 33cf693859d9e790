/** Addresses that mails and answers carry; the web app has the pages behind them. */
export const links = {
  tracking: (link: string): string => `/lacak/${link}`,
  survey: (link: string): string => `/survei/${link}`,
  decision: (link: string, outcome?: string): string =>
    `/k/${link}${outcome ? `?pilih=${encodeURIComponent(outcome)}` : ""}`,
};

/** Of the page that only shows where a case stands. */
export function showPath(caseId: string, link: string): string {
  return `/lihat/${caseId}/${link}`;
}
