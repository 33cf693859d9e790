/** A service that was restored from a copy waits for an administrator: what it has to know, and the end of the waiting. */
import { restorationEndRequest, restorationMailsRequest } from "../../contract/requests.ts";
import type { RestorationView } from "../../contract/restoration.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { administers } from "../../domain/access/administrator.ts";
import type { StaffMember } from "../../domain/agency.ts";
import { contactOf } from "../../domain/case/contact.ts";
import { shownDossier } from "../../domain/personal-data/hidden.ts";
import { personOf, type MailItem } from "../../domain/case/records.ts";
import type { Dependencies, RegisterId } from "../../domain/ports.ts";
import { Refusal } from "../../domain/refusal.ts";
import {
  decideMails,
  endRestoration,
  lastNumbers,
  restorationWaiting,
  undecidedMails,
} from "../../domain/restoration/end-restoration.ts";
import type { Restoration } from "../../domain/restoration/restoration.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";

export const showRestoration: RouteHandler = async (request, dependencies) => {
  const { restoration } = await administrating(request, dependencies);
  return { body: await restorationView(dependencies, restoration) };
};

/** Some mails, or all that are left, are sent after the end or never. */
export const chooseMails: RouteHandler = async (request, dependencies) => {
  const { restoration } = await administrating(request, dependencies);
  const { mails, send } = restorationMailsRequest.parse(request.body());
  const isMeant = ({ caseId, id }: MailItem): boolean =>
    mails === "all" || mails.some((mail) => mail.case === caseId && mail.id === id);
  await decideMails(dependencies, restoration, isMeant, send);
  return { body: await restorationView(dependencies, restoration) };
};

export const finishRestoration: RouteHandler = async (request, dependencies) => {
  const { member, restoration } = await administrating(request, dependencies);
  const { numbers } = restorationEndRequest.parse(request.body());
  await endRestoration(dependencies, restoration, numbers, member);
  return { body: {} };
};

/** @throws Refusal `forbidden` for anybody else, `unknown` where nothing waits */
async function administrating(
  request: HttpRequest,
  dependencies: Dependencies,
): Promise<{ member: StaffMember; restoration: Restoration }> {
  const member = await signedIn(request, dependencies);
  if (!administers(member, await dependencies.agencies.staff())) throw forbidden;
  const restoration = await restorationWaiting(dependencies);
  if (!restoration) throw nothingWaits;
  return { member, restoration };
}

async function restorationView(dependencies: Dependencies, restoration: Restoration): Promise<RestorationView> {
  const { copyAt, restoredAt } = restoration;
  const registers = await lastNumbers(dependencies, restoration);
  const mails = await undecidedMails(dependencies, restoration);
  const to = await addressees(dependencies, mails);
  return {
    copyAt,
    restoredAt,
    registers: registers.map(({ register, year, last }) => ({
      field: `${register}-${year}`,
      register,
      title: registerTitles[register],
      year,
      last,
    })),
    mails: mails.map((mail) => {
      const { caseId, createdAt, id, subject } = mail;
      return { case: caseId, id, subject, createdAt, to: to.get(mail) ?? "" };
    }),
  };
}

/** Names of those they are for. */
async function addressees({ agencies, cases }: Dependencies, mails: MailItem[]): Promise<Map<MailItem, string>> {
  const staff = new Map((await agencies.staff()).map((member) => [personOf(member) as string, member.name]));
  const ids = [...new Set(mails.filter(({ to }) => to === "requester").map(({ caseId }) => caseId))];
  const dossiers = await cases.dossiers(ids);
  const requesters = new Map(
    ids.map((id, index) => [id, dossiers[index] ? contactOf(shownDossier(dossiers[index])).name : ""]),
  );
  return new Map(
    mails.map((mail) => [
      mail,
      (mail.to === "requester" ? requesters.get(mail.caseId) : staff.get(mail.to)) ?? mail.to,
    ]),
  );
}

const registerTitles: Record<RegisterId, Text> = {
  incoming: { id: "Buku agenda surat masuk", en: "Agenda book of incoming letters" },
  agreements: { id: "Register perjanjian kerja sama", en: "Register of cooperation agreements" },
  outgoing: { id: "Register surat keluar", en: "Register of outgoing letters" },
};

const forbidden = new Refusal("forbidden", {
  id: "Hanya admin yang dapat melanjutkan layanan setelah pemulihan.",
  en: "Only an administrator can let the service go on after a restoration.",
});
const nothingWaits = new Refusal("unknown", {
  id: "Tidak ada pemulihan yang menunggu.",
  en: "No restoration is waiting.",
});
