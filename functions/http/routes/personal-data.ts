/** What is done about a request about personal data: finding the person, acting on cases, taking out a copy. */
import { findRequest, privacyActRequest } from "../../contract/requests.ts";
import type { FoundView, PrivacyCaseView } from "../../contract/personal-data.ts";
import { noteReading } from "../../domain/access/reading-log.ts";
import type { StaffMember } from "../../domain/agency.ts";
import type { Dossier, OperationId } from "../../domain/case/records.ts";
import { possibleChanges } from "../../domain/change/make-change.ts";
import { csvOf, xlsxOf, type Cell } from "../../domain/export/spreadsheet.ts";
import { actOn } from "../../domain/personal-data/act.ts";
import { copyHeadings, copyOf } from "../../domain/personal-data/copy.ts";
import { findPerson } from "../../domain/personal-data/find-person.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { foundIn } from "../../domain/personal-data/keep-records.ts";
import { soughtBy } from "../../domain/personal-data/mentions.ts";
import type { PrivacyRequest } from "../../domain/personal-data/records.ts";
import type { Dependencies } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { viewContext } from "../view-context.ts";
import { exportView } from "../views/export-view.ts";
import { hitView, privacyCaseView, privacyRequestView } from "../views/privacy-view.ts";
import { actingAs, named, protector } from "./privacy-records.ts";

const countedAtMost = 100_000;

export const showPrivacyRequest: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const record = await foundIn(dependencies, "requests", named(request));
  return { body: await viewOf(request, dependencies, member, record) };
};

export const actOnPrivacyRequest: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const act = privacyActRequest.parse(request.body());
  const record = await actOn(dependencies, named(request), actingAs(member), act);
  return { body: await viewOf(request, dependencies, member, record) };
};

/** Posted, because no address of a request may hold who is sought. */
export const findMentions: RouteHandler = async (request, dependencies) => {
  await protector(request, dependencies);
  const { agencies, cases } = dependencies;
  const { from, words } = findRequest.parse(request.body());
  const sought = soughtBy(words);
  if (!sought) throw tooShort;
  const { hits, ...part } = await findPerson(dependencies, sought, from);
  const settings = await agencies.settings();
  const count =
    from === null ? (await cases.count(true, countedAtMost)) + (await cases.count(false, countedAtMost)) : 0;
  const view: FoundView = {
    ...part,
    hits: hits.map((hit) => hitView(hit, settings)),
    total: from === null ? { count, more: count >= countedAtMost } : null,
  };
  return { body: view };
};

/** Everything stored of the person in the cases that a request is about; each is noted as read. */
export const exportCopy: RouteHandler = async (request, dependencies) => {
  const member = await protector(request, dependencies);
  const record = await foundIn(dependencies, "requests", named(request));
  const dossiers = (await dependencies.cases.dossiers(record.cases)).filter((dossier) => dossier !== null);
  for (const { case: item } of dossiers) await noteReading(dependencies, member, item.id, "export");
  const context = { settings: await dependencies.agencies.settings(), staff: await dependencies.agencies.staff() };
  const rows: Cell[][] = [copyHeadings, ...dossiers.flatMap((dossier) => copyOf(shownDossier(dossier), context))];
  const name = `salinan-${record.number.toLowerCase()}`;
  return {
    body:
      request.query["as"] === "csv"
        ? exportView(name, "csv", new TextEncoder().encode(csvOf(rows)))
        : exportView(name, "xlsx", xlsxOf([{ name: record.number, rows }])),
  };
};

async function viewOf(request: HttpRequest, dependencies: Dependencies, member: StaffMember, record: PrivacyRequest) {
  const context = await viewContext(dependencies, { language: request.language, seesPersonal: true });
  const dossiers = await dependencies.cases.dossiers(record.cases);
  const views = dossiers.flatMap((dossier): PrivacyCaseView[] =>
    dossier ? [privacyCaseView(dossier, wayToCorrect(dossier, member, context), context)] : [],
  );
  return privacyRequestView(record, views, context.now);
}

const ways: readonly OperationId[] = ["correct-personal", "correct-data"];

function wayToCorrect(
  dossier: Dossier,
  member: StaffMember,
  circumstances: Parameters<typeof possibleChanges>[2],
): string | null {
  const possible = possibleChanges(dossier, member, circumstances);
  return ways.find((way) => possible.includes(way)) ?? null;
}

const tooShort = new Refusal(
  "invalid",
  {
    id: "Tulis alamat email, nomor telepon, atau paling sedikit tiga huruf.",
    en: "Give an e-mail address, a phone number, or three letters at least.",
  },
  { words: { id: "Tulis paling sedikit tiga huruf.", en: "Give three letters at least." } },
);
