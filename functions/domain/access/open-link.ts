/**
 * Links that an official can tap and a scanner cannot (design: a link shows, proof decides).
 *
 * A person proves who they are once per device, by a mailed six-digit code. A right answer makes the device known (a signed
 * cookie, 90 days); that on which a request was made is known as its requester's.
 */
import { stepOf } from "../../../statemachines/language/table.ts";
import { isActive, type StaffMember } from "../agency.ts";
import { procedureOfCase } from "../case/case-file.ts";
import { personOf, type Dossier, type Grant, type TaskItem } from "../case/records.ts";
import type { Dependencies, LinkItem } from "../ports.ts";
import { linkIn } from "../../../statemachines/form/link-in.ts";
import { shownDossier } from "../personal-data/hidden.ts";
import { deviceKey, type Cookies } from "./device-cookie.ts";
import { askedPersons, candidateOf, keptPost } from "../task/permission.ts";

export type LinkDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "links" | "log" | "mailer" | "secrets" | "cases"
>;

/** A link with what it leads to, as it may be shown. */
export interface OpenedLink {
  link: LinkItem;
  dossier: Dossier;
  task: TaskItem | null;
  /** What the device that opened it may do for any official, and for the requester where the link is theirs. */
  grants: Grant[];
}

/**
 * @param cookies of the browser that asks
 * @returns null for a link that leads nowhere: garbled, never given, or of a case that is gone
 */
export async function openLink(
  { cases, links, log, secrets }: LinkDependencies,
  id: string,
  cookies: Cookies = {},
): Promise<OpenedLink | null> {
  const own = linkIn(id);
  if (own === null) return null;
  const device = deviceKey(secrets, cookies);
  const found = await links.find(secrets.hash(own), device);
  if (!found) return null;
  const { link, officials } = found;
  log.concerns(link.caseId);
  const stored = await cases.dossier(link.caseId);
  if (!stored) return null;
  const dossier = shownDossier(stored);
  const task = link.task ? (dossier.tasks.find((each) => each.id === link.task) ?? null) : null;
  const ofRequester = grantsOfRequester(dossier).filter((grant) => grant.device === device);
  return { link, dossier, task, grants: link.person === "requester" ? [...ofRequester, ...officials] : officials };
}

/** Devices known for the requester of a case; what the phone number once proved, staff could prove, too. */
export function grantsOfRequester({ devices = [] }: Dossier): Grant[] {
  return devices.filter(({ link, proof }) => link === null || proof === "code");
}

/**
 * Whether the task still waits for the person of the link (it may have been given to another), or they may answer it all the
 * same, as an official whose post another holds.
 */
export function stillAddressed({ link, dossier, task }: OpenedLink, staff: StaffMember[]): boolean {
  if (!task) return true;
  const step = stepOf(procedureOfCase(dossier.case), task.step);
  if (askedPersons(step, dossier, task, staff).includes(link.person)) return true;
  const member = staff.find((each) => isActive(each) && personOf(each) === link.person);
  return member !== undefined && keptPost(dossier, task, candidateOf(member)) !== null;
}
