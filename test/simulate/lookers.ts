/** People and scanners who only look: at pages, lists, books and mailed links. Nothing may change by it. */
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { entryChannelsOf } from "../../statemachines/language/table.ts";
import { fittingValues } from "../support/random-values.ts";
import { surveyFields } from "../../functions/domain/survey/survey.ts";
import { readByRole } from "../../functions/domain/access/reading.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { readingTable } from "../../functions/domain/reading-room/reading-tables.ts";
import { readsPage, type behindPages } from "../../functions/http/readers.ts";
import type { SurveyFormView } from "../../functions/contract/public.ts";
import { trackingLinkId } from "../../functions/domain/access/tracking-link.ts";
import { deviceOf, NoAnswer, type Browsers } from "./browsers.ts";
import type { World } from "./world.ts";

/** Pages about several cases, by their addresses. */
const pagesOf: Record<string, keyof typeof behindPages> = {
  agreements: "agreements",
  plans: "journeys",
  register: "letters",
  outgoing: "letters",
  surveys: "surveys",
};

export class Lookers {
  readonly #world: World;
  readonly #browsers: Browsers;

  constructor(world: World, browsers: Browsers) {
    this.#world = world;
    this.#browsers = browsers;
  }

  /** Somebody looks at something. */
  async look(): Promise<void> {
    const { chance } = this.#world;
    try {
      if (chance(12) === 0) await this.#answerSurvey();
      else if (chance(3) === 0) await this.#lookFromOutside();
      else await this.#lookInside();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
  }

  async #lookInside(): Promise<void> {
    const { schedule, staff } = this.#world;
    const today = schedule.iso.slice(0, 10);
    const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
    const member = this.#one(staff);
    const caseId = this.#one(this.#world.cases);
    const paths = [
      "/api/staff/tasks",
      "/api/staff/cases",
      "/api/staff/me",
      "/api/staff/forms",
      "/api/staff/agreements",
      "/api/staff/reading",
      "/api/staff/reading/guest-book",
      `/api/staff/reading/recaps/${month}`,
      `/api/staff/plans/${month}`,
      `/api/staff/register/${year}`,
      `/api/staff/outgoing/${year}`,
      `/api/staff/surveys/${year}`,
      ...(caseId ? [`/api/staff/cases/${caseId}`, `/api/staff/cases/${caseId}/papers`] : []),
    ];
    const path = this.#one(paths);
    if (!member || !path) return;
    const reply = await this.#browsers.askAsStaff(member, "GET", path);
    // What is not for their role answers as what is not there.
    if (reply.status === 404 && !this.#reads(member, path)) return;
    if (reply.status !== 200 && reply.status !== 403)
      this.#world.journal.blame(`20: GET ${path} answers ${reply.status}: ${reply.text.slice(0, 200)}`);
  }

  /** Whether a role of somebody reads what an address shows, whatever tasks they have. */
  #reads({ roles }: StaffMember, path: string): boolean {
    const [, , , section = "", caseId = ""] = path.split("/");
    if (section === "cases" && caseId !== "") return readByRole(roles).numbered(caseId);
    if (section === "reading") return readByRole(roles).procedure(readingTable("visit"));
    const page = pagesOf[section];
    return page === undefined || readsPage({ roles }, page);
  }

  async #lookFromOutside(): Promise<void> {
    const { oracle } = this.#world;
    const procedure = this.#one(currentProcedures().filter((each) => entryChannelsOf(each).includes("public")));
    const caseId = this.#one(this.#world.cases);
    const paths = [
      "/api/agency",
      "/api/schedule",
      "/api/schedule.ics",
      "/api/survey-index",
      ...(procedure ? [`/api/procedures/${procedure.id}/request-form`] : []),
      ...(caseId ? [`/api/tracking/${trackingLinkId(oracle.secrets, caseId)}`] : []),
    ];
    const path = this.#one(paths) ?? "";
    const reply = await this.#browsers.ask("requester", "a scanner", "GET", path);
    if (reply.status !== 200 && !path.startsWith("/api/tracking/"))
      this.#world.journal.blame(`20: GET ${path} answers ${reply.status}: ${reply.text.slice(0, 200)}`);
  }

  async #answerSurvey(): Promise<void> {
    const { cases, chance, oracle, staff } = this.#world;
    const caseId = this.#one(cases);
    const found = caseId === undefined ? null : await oracle.cases.dossier(caseId);
    const link = found && this.#browsers.trackingOf(found);
    if (!found || !link) return;
    const path = `/api/tracking/${link}/survey`;
    const page = await this.#browsers.ask("requester", deviceOf(found), "GET", path);
    const { context, open } = page.body as unknown as SurveyFormView;
    if (page.status !== 200 || !open) return;
    const about = {
      fields: surveyFields({}),
      rules: [],
      outcome: null,
      context,
      staff,
      prefill: {},
      slots: [],
      cases: [],
    };
    const values = fittingValues(about, chance);
    await this.#browsers.ask("requester", deviceOf(found), "POST", path, { body: { values } });
  }

  #one<Each>(among: readonly Each[]): Each | undefined {
    return among[this.#world.chance(Math.max(1, among.length))];
  }
}
