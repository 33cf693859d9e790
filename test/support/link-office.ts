/** Links to cases, and whoever may come with them: for trying what links show. */
import { guestBookLinkId, paperLinkId, surveyLinkId } from "../../functions/domain/paths.ts";
import { personOf } from "../../functions/domain/case/records.ts";
import { people } from "./builders.ts";
import { browser, cookiesIn, prove } from "./http.ts";
import { linksIn } from "./mail-links.ts";
import { player, type Player } from "./player.ts";
import { askers } from "./reading-office.ts";
import { anotherTime, visitScript } from "./scripts/official-visit.ts";

type Kind = "nobody's" | "requester's" | "official's";

/** A link to a case, and what stands in addresses beside it. */
export interface Known {
  id: string;
  isOpen: boolean;
  tracking: string;
  /** Of the task that waits for the requester; of a closed case, the one they answered. */
  question: string;
  /** Of the task that waited for the Kabid. */
  order: string;
  shown: string;
  survey: string;
  guestBook: string;
  /** On its last paper, where there is one. */
  paper: string;
  file: string;
  /** How the requester is reached, and who it is: told to nobody who did not prove to be somebody. */
  contacts: string[];
  person: string;
}

export interface Holder {
  name: string;
  cookies: string[];
  bearer: string | null;
  /** Whose links they may use, of which case. */
  proved: { kind: Kind; caseId: string | null } | null;
}

/** A link that was never given. */
const none = "A".repeat(43);

/** An office with a case that waits for its requester, one that waits for an official, and one that has ended. */
export async function linkOffice(): Promise<{ work: Player; cases: Known[]; holders: Holder[] }> {
  const work = player(visitScript);
  const roles = askers.filter(({ isStaff, role }) => isStaff && role !== null).flatMap(({ member }) => member ?? []);
  work.agencies.now.staff = [...work.agencies.now.staff, ...roles];
  const cases: Known[] = [];
  for (const [preferredDate, until] of [
    ["2026-12-09", "choose-other-time"],
    ["2026-12-10", "decide"],
    ["2026-12-15", "never"],
  ] as const) {
    const replies = until === "choose-other-time" ? anotherTime : {};
    cases.push(await knownCase(work, await work.caseAt(until, replies, { preferredDate })));
  }
  return { work, cases, holders: await everyHolder(work, cases) };
}

async function knownCase(work: Player, caseId: string): Promise<Known> {
  const { case: item, papers, tasks } = await work.dossier(caseId);
  const linkOf = (step: string, person: string): string => {
    const task = tasks.findLast((each) => each.step === step);
    return task ? work.secrets.linkId("task", caseId, task.id, person) : none;
  };
  const request = item.request;
  const paper = papers?.at(-1);
  return {
    id: caseId,
    isOpen: !item.ending,
    tracking: work.secrets.linkId("tracking", caseId),
    question: linkOf(item.ending ? "sign-guest-book" : "choose-other-time", "requester"),
    order: linkOf("decide", personOf(people.divisionHead)),
    shown: work.secrets.linkId("show", caseId, "0"),
    survey: surveyLinkId(work.secrets, caseId),
    guestBook: guestBookLinkId(work.secrets, caseId),
    paper: paper ? paperLinkId(work.secrets, paper) : none,
    file: String(request["letterFile"]),
    contacts: [request["contactEmail"], request["contactPhone"]].map(String),
    person: String(request["contactName"]),
  };
}

async function everyHolder(work: Player, cases: Known[]): Promise<Holder[]> {
  const [first, second] = cases;
  if (!first || !second) throw new Error("no cases");
  const nobody = { cookies: [], bearer: null, proved: null };
  const requester = async ({ id, tracking }: Known): Promise<Pick<Holder, "cookies" | "bearer" | "proved">> => {
    const phone = browser(work);
    await prove(phone, tracking, work, "tracking");
    return { cookies: cookiesIn(phone.jar), bearer: null, proved: { kind: "requester's", caseId: id } };
  };
  const kabid = browser(work);
  const order = work.mailer.to(people.divisionHead.email).flatMap((mail) => linksIn(mail))[0]?.id ?? "";
  await prove(kabid, order, work);
  const official = { kind: "official's", caseId: null } as const;
  const inEveryRole = askers.flatMap(({ isStaff, member, role }) =>
    isStaff && role !== null && member ? [member] : [],
  );
  const members = [people.divisionHead, ...inEveryRole];
  for (const { email, id } of members) work.sessions.valid.set(id, { sub: id, email });
  const signedIn = members.map(({ id, name }) => ({
    ...nobody,
    name: `${name}, signed in`,
    bearer: id,
    proved: id === people.divisionHead.id ? official : null,
  }));
  return [
    { ...nobody, name: "a strange browser" },
    { ...(await requester(first)), name: "the requester of the first case" },
    { ...(await requester(second)), name: "the requester of the second case" },
    { ...nobody, name: "the Kabid's browser", cookies: cookiesIn(kabid.jar), proved: official },
    ...signedIn,
  ];
}

/** Whether somebody who has a link is known to be its person. */
export function isPerson({ proved }: Holder, kind: Kind, { id }: Known): boolean {
  return proved?.kind === kind && (proved.caseId === null || proved.caseId === id);
}

/** Links with which a route is tried, whose they are, and whether they are of the kind that the route is for. */
export function linksFor(
  known: Known,
): { link: string; kind: Kind; is: "tracking" | "task" | "shown" | "survey" | "guest-book" | "paper" | "none" }[] {
  return [
    { link: none, kind: "nobody's", is: "none" },
    { link: known.tracking, kind: "requester's", is: "tracking" },
    { link: known.question, kind: "requester's", is: known.question === none ? "none" : "task" },
    { link: known.order, kind: "official's", is: "task" },
    { link: known.shown, kind: "nobody's", is: "shown" },
    { link: known.survey, kind: "nobody's", is: "survey" },
    { link: known.guestBook, kind: "nobody's", is: "guest-book" },
    { link: known.paper, kind: "nobody's", is: known.paper === none ? "none" : "paper" },
  ];
}
