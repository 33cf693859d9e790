/** Routes of guest books that whoever came writes into on site: by the code on paper, and at the agency's kiosk. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { GuestBookPageView, GuestBooksView } from "../../contract/public.ts";
import { guestBookRequest } from "../../contract/requests.ts";
import { roomOf } from "../../domain/booking/rooms.ts";
import {
  guestBookOf,
  guestBooksNow,
  institutionIn,
  openGuestBookLink,
  taskOnSite,
  type GuestBook,
} from "../../domain/access/guest-book.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { appointmentOf } from "../../domain/case/appointment.ts";
import { flowTasks, procedureOfCase, stepOfTask } from "../../domain/case/case-file.ts";
import type { Dossier } from "../../domain/case/records.ts";
import { formContext } from "../../domain/form/form-context.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { readingTable } from "../../domain/reading-room/reading-tables.ts";
import { Refusal } from "../../domain/refusal.ts";
import { roleToBegin } from "../../domain/task/permission.ts";
import { signGuestBook } from "../../domain/task/sign-guest-book.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";
import { unknownLink } from "./intake.ts";

export const showGuestBookPage: RouteHandler = async (request, dependencies) => {
  const dossier = await linkedCase(request, dependencies);
  const book = await guestBookOf(dependencies, dossier);
  if (book) return { body: await pageOf(dependencies, book) };
  const closed: GuestBookPageView = { page: isSigned(dossier) ? "signed" : "over" };
  return { body: closed };
};

export const storeGuestBookPage: RouteHandler = async (request, dependencies) => {
  const { values } = guestBookRequest.parse(request.body());
  const book = await guestBookOf(dependencies, await linkedCase(request, dependencies));
  if (!book) throw closed;
  await signGuestBook(dependencies, book, values, "guest-book");
  return { status: 201, body: { stored: true } };
};

/** The guest books that are open now, for the device on which readers fill in theirs. */
export const listGuestBooks: RouteHandler = async (request, dependencies) => {
  await kioskKeeper(request, dependencies);
  const books = await guestBooksNow(dependencies);
  const pages = books.map(async (book) => ({ case: book.dossier.case.id, ...(await pageOf(dependencies, book)) }));
  const view: GuestBooksView = { books: await Promise.all(pages) };
  return { body: view };
};

export const storeAtKiosk: RouteHandler = async (request, dependencies) => {
  const keeper = await kioskKeeper(request, dependencies);
  const { values } = guestBookRequest.parse(request.body());
  const books = await guestBooksNow(dependencies);
  const book = books.find(({ dossier }) => dossier.case.id === request.parameters["case"]);
  if (!book) throw notThere;
  await signGuestBook(dependencies, book, values, "kiosk", keeper.name);
  return { status: 201, body: { stored: true } };
};

async function linkedCase({ parameters }: HttpRequest, dependencies: Dependencies): Promise<Dossier> {
  const dossier = await openGuestBookLink(dependencies, parameters["case"] ?? "", parameters["link"] ?? "");
  if (!dossier) throw unknownLink;
  return dossier;
}

/** Whoever greets readers has opened the kiosk. @throws Refusal `unknown` */
async function kioskKeeper(request: HttpRequest, dependencies: Dependencies): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (roleToBegin(member, readingTable("visit")) === null) throw notThere;
  return member;
}

/** An empty page: nothing of the case but whose visit it is, and of a person not even that. */
async function pageOf(
  { agencies, clock }: Dependencies,
  { dossier, from, outcome, task }: GuestBook,
): Promise<GuestBookPageView & { page: "open" }> {
  const step = stepOfTask(dossier, task);
  const procedure = procedureOfCase(dossier.case);
  const settings = await agencies.settings();
  return {
    page: "open",
    language: dossier.case.language,
    from,
    who: institutionIn(dossier),
    role: actorOf(step.actor).title,
    fields: (step.fields ?? []).map(({ prefill: _, ...field }) => field),
    rules: step.rules ?? [],
    outcome: { id: outcome.id, label: outcome.label },
    holds: roomOf(settings, dossier).capacity * Math.max(appointmentOf(dossier)?.sessions.length ?? 1, 1),
    context: formContext(settings, procedure, clock.now()),
  };
}

/** Whether the last that was done on site stands in it already. */
function isSigned(dossier: Dossier): boolean {
  if (taskOnSite(dossier)) return false;
  return flowTasks(dossier).some((task) => {
    const step = stepOfTask(dossier, task);
    const own = step.outcomes.find(({ id }) => id === task.answer?.outcome);
    return step.kiosk === true && own !== undefined && typeof own.to === "string";
  });
}

const closed = new Refusal("expired", {
  id: "Buku tamu ini sudah diisi, atau kunjungannya sudah lewat. Silakan ke meja petugas.",
  en: "This guest book is signed already, or the visit is over. Please ask at the desk.",
});
