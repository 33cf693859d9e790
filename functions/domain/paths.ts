/** Addresses that mails and answers carry; the web app has the pages behind them. */
export const links = {
  /** @param outcome goes on to the question that is asked now, with this answer named */
  tracking: (link: string, outcome?: string): string => `/lacak/${link}${chosen(outcome)}`,
  /** Of the staff, the list of what is to be done. */
  tasks: (): string => "/petugas",
  /** Of the staff, a case. */
  case: (id: string): string => `/petugas/berkas/${id}`,
  /** Of the staff, a task. @param to what of the page is wanted: how its holders are reminded, or its answer */
  task: (id: string, task: string, to?: TaskPart): string =>
    `/petugas/tugas/${id}/${encodeURIComponent(task)}${to === undefined ? "" : `?bagian=${taskParts[to]}`}`,
  /** Of the staff, the form by which a task is handed on. */
  handOn: (id: string): string => `/petugas/berkas/${id}/perubahan?cara=hand-on`,
  /** Of the staff, the plan of the month. */
  plan: (): string => "/petugas/rencana",
  decision: (link: string, outcome?: string): string => `/k/${link}${chosen(outcome)}`,
};

/** Parts of the page of a task, and what they are called in its address. */
export const taskParts = { remind: "ingatkan", act: "tangani" } as const;

export type TaskPart = keyof typeof taskParts;

function chosen(outcome: string | undefined): string {
  return outcome ? `?pilih=${encodeURIComponent(outcome)}` : "";
}

/** Of the page that only shows where a case stands. */
export function showPath(caseId: string, link: string): string {
  return `/lihat/${caseId}/${link}`;
}

/** Of the page with the satisfaction survey of a case and nothing else of it. */
export function surveyPath(secrets: LinkSecrets, caseId: string): string {
  return `/survei/${caseId}/${surveyLinkId(secrets, caseId)}`;
}

/** Made from the case, so nothing is stored. It is not the id under which an answer is kept: nobody is told that one. */
export function surveyLinkId(secrets: LinkSecrets, caseId: string): string {
  return secrets.linkId("survey-link", caseId);
}

/** Of the page with the guest book of a case and nothing else of it, for those who stand before it. */
export function guestBookPath(secrets: LinkSecrets, caseId: string): string {
  return `/buku-tamu/${caseId}/${guestBookLinkId(secrets, caseId)}`;
}

/** Made from the case, so nothing is stored. */
export function guestBookLinkId(secrets: LinkSecrets, caseId: string): string {
  return secrets.linkId("guest-book-link", caseId);
}

/** Of the page that says whether a paper holds, printed on it as a QR code. */
export function paperPath(secrets: LinkSecrets, paper: NamedPaper): string {
  return `/naskah/${paper.caseId}/${paperLinkId(secrets, paper)}`;
}

/** Made from the paper, so nothing is stored, and what is drawn again has the same. */
export function paperLinkId(secrets: LinkSecrets, { caseId, id }: NamedPaper): string {
  return secrets.linkId("paper-link", caseId, id);
}

interface NamedPaper {
  caseId: string;
  id: string;
}

interface LinkSecrets {
  linkId(...parts: string[]): string;
}
