/** The list of cases: newest first, or those found by words, or those that wait as asked for; a page at a time. */
import { plainText } from "../../../statemachines/form/typed-text.ts";
import { currentProcedures, findProcedure, knownProcedures } from "../../../statemachines/language/registry.ts";
import type { CaseListView, TotalView } from "../../contract/staff.ts";
import { contactsFor, readByRole, readsCase, type ReadByRole } from "../../domain/access/reading.ts";
import { readingRoles, type StaffMember } from "../../domain/agency.ts";
import { isoDate } from "../../domain/calendar/instants.ts";
import { openTasks } from "../../domain/case/case-file.ts";
import type { CaseItem, Dossier } from "../../domain/case/records.ts";
import { roleToChange } from "../../domain/change/rights.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { isPhoneWord, phoneWord } from "../../domain/search/case-words.ts";
import { findCases, stillHas } from "../../domain/search/find-cases.ts";
import { wordsAsked } from "../../domain/search/words.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { viewContext } from "../view-context.ts";
import { caseRow } from "../views/case-view.ts";
import type { ViewContext } from "../views/facts.ts";
import { choicesFor, countedAtMost, fitsTask, lateBy, rowsOnPage, waitingNow, type Filter } from "./waiting-cases.ts";

/** Fewer than a list shows: what is looked for mostly stands among the first, and each is read whole. */
const foundOnPage = 25;

interface Asked {
  member: StaffMember;
  byRole: ReadByRole;
  filter: Filter;
  before: string | null;
  context: ViewContext;
}

/** Numbers of the cases on a page. */
interface Listed {
  ids: string[];
  items?: CaseItem[];
  total: TotalView | null;
  next: string | null;
  /** Whether a case, as it is, belongs there; it does where nothing is said. */
  fits?: (dossier: Dossier) => boolean;
}

export const listCases: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const { query } = request;
  const filter: Filter = {
    service: query["service"] || null,
    row: query["row"] || null,
    holder: query["holder"] || null,
    late: query["late"] === "true",
    waiting: query["waiting"] === "true",
  };
  const asked: Asked = {
    member,
    byRole: readByRole(readingRoles(member)),
    filter,
    before: query["before"] || null,
    context,
  };
  const words = wordsOf(dependencies, query["words"] ?? "", context);
  const open = query["open"] !== "false";
  const listed: Listed =
    words !== null
      ? await found(dependencies, asked, words)
      : open && (filter.row || filter.holder || filter.late || filter.waiting)
        ? await waitingNow(dependencies, asked)
        : await newestFirst(dependencies, asked, open);
  const dossiers = await dependencies.cases.dossiers(listed.ids);
  const mayClose = (item: CaseItem): boolean =>
    roleToChange(context.settings, { case: item, tasks: [], mails: [] }, member, "close-quietly") !== null;
  const rows = dossiers.flatMap((dossier, index) => {
    // What cannot be read whole is in the list all the same.
    const item = dossier?.case ?? listed.items?.[index];
    return item && (!dossier || (listed.fits?.(dossier) ?? true)) ? [caseRow(item, dossier, mayClose, context)] : [];
  });
  const view: CaseListView = {
    cases: rows,
    total: listed.total,
    next: listed.next,
    choices: asked.before === null ? choicesFor(asked.byRole, context.settings) : null,
  };
  return { body: view };
};

/** Null: nothing is looked for. */
function wordsOf({ secrets }: Dependencies, text: string, { now, settings }: ViewContext): string[] | null {
  const plain = plainText(text.slice(0, 400)).slice(0, 100);
  if (plain.trim() === "") return null;
  const year = Number(isoDate(now, settings.calendar.zone).slice(0, 4));
  return wordsAsked(plain, year, (number) => phoneWord(secrets, number));
}

/** Of all years, open and ended ones. */
async function found(dependencies: Dependencies, asked: Asked, words: string[]): Promise<Listed> {
  const { before, byRole, context, filter, member } = asked;
  if (words.length === 0) return { ids: [], total: { count: 0, more: false }, next: null };
  const { cases, secrets } = dependencies;
  const ofService = serviceOf(filter.service);
  const lateNow = lateBy(context);
  const needsDossier = filter.row !== null || filter.holder !== null || filter.late || filter.waiting;
  const isWaiting = (dossier: Dossier): boolean =>
    !needsDossier || (!dossier.case.ending && openTasks(dossier).some((task) => fitsTask(filter, task, lateNow)));
  const mayRead = async (caseId: string): Promise<boolean> => {
    if (!ofService(caseId)) return false;
    if (byRole.numbered(caseId) && !needsDossier) return true;
    const [dossier] = await cases.dossiers([caseId]);
    if (!dossier || !findProcedure(dossier.case.procedure, dossier.case.version)) return false;
    return readsCase(member, dossier) && isWaiting(dossier);
  };
  const { caseIds, next, total } = await findCases(dependencies, words, { after: before, limit: foundOnPage }, mayRead);
  const byPhone = words.some(isPhoneWord);
  const fits = (dossier: Dossier): boolean =>
    stillHas(secrets, dossier, words) &&
    isWaiting(dossier) &&
    // Who may not see a number must not find out whose it is.
    (!byPhone || contactsFor(member, dossier, context.staff) !== "hidden");
  return { ids: caseIds, total, next, fits };
}

async function newestFirst({ cases }: Dependencies, { before, byRole, filter }: Asked, open: boolean): Promise<Listed> {
  const everything = byRole.everything && filter.service === null;
  const fits = (item: CaseItem): boolean =>
    byRole.item(item) && (filter.service === null || item.procedure === filter.service);
  const asked = { open, limit: rowsOnPage, ...(before === null ? {} : { before }) };
  const page = await cases.list(everything ? asked : { ...asked, fits });
  const total = before === null ? await totalOf(cases, open, everything ? null : fits) : null;
  return { ids: page.items.map(({ id }) => id), items: page.items, total, next: page.next };
}

async function totalOf(
  cases: Dependencies["cases"],
  open: boolean,
  fits: ((item: CaseItem) => boolean) | null,
): Promise<TotalView> {
  if (fits) return cases.countFitting(open, fits, countedAtMost);
  const count = await cases.count(open, countedAtMost);
  return { count, more: count === countedAtMost };
}

/** Whether a case is of a service, by its number. */
function serviceOf(service: string | null): (caseId: string) => boolean {
  const code = currentProcedures(knownProcedures()).find(({ id }) => id === service)?.code;
  return (caseId) => service === null || (code !== undefined && caseId.startsWith(`${code}-`));
}
