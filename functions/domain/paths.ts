/** Addresses that mails and answers carry; the web app has the pages behind them. */
export const links = {
  tracking: (link: string): string => `/lacak/${link}`,
  survey: (link: string): string => `/survei/${link}`,
  decision: (link: string, outcome?: string): string =>
    `/k/${link}${outcome ? `?pilih=${encodeURIComponent(outcome)}` : ""}`,
};
