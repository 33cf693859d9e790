/**
 * Links that an official can tap and a scanner cannot (design: a link shows, proof decides).
 *
 * A person proves who they are once per device: officials with a mailed six-digit code, people outside with the last
 * four digits of the phone number they gave. A right answer makes the device known (a signed cookie, 90 days).
 */
import { contactOf, procedureOfCase, type Dossier, type Person, type TaskItem } from "./dossier.ts";
import { isoInstant, minutesLater } from "./moment.ts";
import { personOf } from "./permission.ts";
import type { Dependencies, LinkItem } from "./ports.ts";
import { Refusal } from "./refusal.ts";
import { stepOf } from "../../statemachines/index.ts";
import { personsFor } from "./permission.ts";
import type { StaffMember } from "./agency.ts";

export type LinkDependencies = Pick<
  Dependencies,
  "agencies" | "clock" | "links" | "log" | "mailer" | "secrets" | "cases"
>;

const wrongAnswersAllowed = 5;
const lockMinutes = 15;
const codeMinutes = 10;
/** Codes per quarter of an hour, so that nobody can flood an official's mailbox. */
const codesAllowed = 3;
const knownDeviceDays = 90;
const nonceHours = 12;

/** A link with what it leads to. */
export interface OpenedLink {
  link: LinkItem;
  dossier: Dossier;
  task: TaskItem | null;
}

/** @returns null for a link that leads nowhere: garbled, never given, or of a case that is gone */
export async function openLink({ cases, links, secrets }: LinkDependencies, id: string): Promise<OpenedLink | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(id)) return null;
  const link = await links.find(secrets.hash(id));
  if (!link) return null;
  const dossier = await cases.dossier(link.caseId);
  if (!dossier) return null;
  const task = link.task ? (dossier.tasks.find((each) => each.id === link.task) ?? null) : null;
  return { link, dossier, task };
}

/** Whether the task still waits for the person of the link (it may have been given to another). */
export function stillAddressed({ link, dossier, task }: OpenedLink, staff: StaffMember[]): boolean {
  if (!task) return true;
  const step = stepOf(procedureOfCase(dossier.case), task.step);
  return personsFor(step, dossier, staff).includes(link.person);
}

export type ProofKind = "code" | "phone";

export function proofFor(person: Person): ProofKind {
  return person === "requester" ? "phone" : "code";
}

/** The person as a device cookie knows them; a requester is known per case. */
function subjectOf({ link }: OpenedLink): string {
  return link.person === "requester" ? `requester:${link.caseId}` : link.person;
}

/** Name of the cookie of a person on a device. */
function deviceCookieName(secrets: Dependencies["secrets"], subject: string): string {
  return `__Host-alur-${secrets.hash(subject).slice(0, 16)}`;
}

/** Set-Cookie value that makes a device known as that of a person. */
export function deviceCookie({ clock, secrets }: Pick<Dependencies, "clock" | "secrets">, subject: string): string {
  const expires = clock.now() + knownDeviceDays * 86_400_000;
  const value = `${expires}.${secrets.sign("device", subject, String(expires))}`;
  return `${deviceCookieName(secrets, subject)}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${knownDeviceDays * 86_400}`;
}

export function cookieForLink(dependencies: Pick<Dependencies, "clock" | "secrets">, opened: OpenedLink): string {
  return deviceCookie(dependencies, subjectOf(opened));
}

/** Whether the request comes from a device known as that of the link's person. */
export function isKnownDevice(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  opened: OpenedLink,
  cookies: Record<string, string>,
): boolean {
  const subject = subjectOf(opened);
  const [expires = "", signature = ""] = (cookies[deviceCookieName(secrets, subject)] ?? "").split(".");
  return Number(expires) > clock.now() && secrets.verify(signature, "device", subject, expires);
}

/** Milliseconds since the device became known. */
export function proofAge(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  opened: OpenedLink,
  cookies: Record<string, string>,
): number {
  const [expires = "0"] = (cookies[deviceCookieName(secrets, subjectOf(opened))] ?? "").split(".");
  return clock.now() - (Number(expires) - knownDeviceDays * 86_400_000);
}

/** The fresh value that a page carries and a decision must bring back. */
export function makeNonce({ clock, secrets }: Pick<Dependencies, "clock" | "secrets">, hash: string): string {
  const until = String(clock.now() + nonceHours * 3_600_000);
  return `${until}.${secrets.sign("nonce", hash, until)}`;
}

/** @throws Refusal `stale` */
export function checkNonce(
  { clock, secrets }: Pick<Dependencies, "clock" | "secrets">,
  hash: string,
  nonce: string,
): void {
  const [until = "", signature = ""] = nonce.split(".");
  if (Number(until) > clock.now() && secrets.verify(signature, "nonce", hash, until)) return;
  throw new Refusal("stale", {
    id: "Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu pilih kembali.",
    en: "This page was open for too long. Reload it, then choose again.",
  });
}

/** @throws Refusal `locked` while the link is locked */
function refuseLocked({ clock }: Pick<Dependencies, "clock">, { lockedUntil }: LinkItem): void {
  if (!lockedUntil || lockedUntil <= isoInstant(clock.now())) return;
  throw locked;
}

const locked = new Refusal("locked", {
  id: `Terlalu banyak jawaban yang salah. Coba lagi setelah ${lockMinutes} menit.`,
  en: `Too many wrong answers. Try again after ${lockMinutes} minutes.`,
});

/**
 * Mails a new code to the addressee of the link.
 *
 * @throws Refusal `locked` when the link is locked or too many codes were asked for
 */
export async function sendCode(dependencies: LinkDependencies, opened: OpenedLink): Promise<void> {
  const { agencies, clock, links, mailer, secrets } = dependencies;
  const { link } = opened;
  refuseLocked(dependencies, link);
  const now = isoInstant(clock.now());
  const recent = link.codesSent.filter((sent) => minutesLater(sent, lockMinutes) > now);
  if (recent.length >= codesAllowed) {
    throw new Refusal("locked", {
      id: "Kode sudah dikirim beberapa kali. Periksa email Anda, atau coba lagi setelah 15 menit.",
      en: "The code was sent several times. Check your mail, or try again after 15 minutes.",
    });
  }
  const member = await addressee(agencies, link.person);
  if (!member) return;
  const code = secrets.code();
  await links.setCode(
    link.hash,
    { hash: secrets.hash(`${link.hash}\n${code}`), expiresAt: minutesLater(now, codeMinutes) },
    [...recent, now],
  );
  const { name } = await agencies.settings();
  const words = `Kode Anda: ${code}\n\nKode ini berlaku ${codeMinutes} menit untuk membuka berkas ${link.caseId}. Jangan berikan kepada siapa pun. Abaikan pesan ini bila Anda tidak memintanya.\n\n${name}`;
  await mailer.send({
    id: `code.${link.hash}.${now}`,
    caseId: link.caseId,
    to: { name: member.name, address: member.email },
    subject: `Kode untuk berkas ${link.caseId}`,
    text: words,
    html: `<!doctype html><html lang="id"><meta charset="utf-8"><body>${words
      .split("\n\n")
      .map((part) => `<p>${part}</p>`)
      .join("")}</body></html>`,
  });
}

/**
 * Checks a code or the last digits of a phone number. Each attempt is counted before it is looked at, so that many at
 * once cannot guess more often than one after another.
 *
 * @throws Refusal `locked` after five wrong answers (and tells the addressee), `invalid` for a wrong one
 */
export async function checkProof(dependencies: LinkDependencies, opened: OpenedLink, given: string): Promise<void> {
  const { clock, links } = dependencies;
  const { link } = opened;
  refuseLocked(dependencies, link);
  const now = isoInstant(clock.now());
  const attempts = await links.countWrong(link.hash, now);
  if (attempts === null) throw locked;
  if (attempts <= wrongAnswersAllowed && (await isRight(dependencies, opened, given))) {
    await links.clear(link.hash);
    return;
  }
  const left = wrongAnswersAllowed - attempts;
  if (left > 0) {
    const text = {
      id: `Jawaban tidak cocok. Sisa percobaan: ${left}.`,
      en: `That does not match. Attempts left: ${left}.`,
    };
    throw new Refusal("invalid", text, { answer: text });
  }
  await links.lock(link.hash, minutesLater(now, lockMinutes));
  if (left === 0) await tellAddressee(dependencies, opened);
  throw locked;
}

async function isRight(
  { clock, secrets }: LinkDependencies,
  { link, dossier }: OpenedLink,
  given: string,
): Promise<boolean> {
  if (proofFor(link.person) === "phone") {
    const phone = contactOf(dossier).phone;
    return phone.length >= 4 && given === phone.slice(-4);
  }
  const { code } = link;
  if (!code || code.expiresAt <= isoInstant(clock.now())) return false;
  return secrets.hash(`${link.hash}\n${given}`) === code.hash;
}

async function addressee(agencies: Dependencies["agencies"], person: Person): Promise<StaffMember | undefined> {
  return (await agencies.staff()).find((member) => personOf(member) === person);
}

/** Somebody tried five times: the addressee should know. A failure to send does not matter to the caller. */
async function tellAddressee(
  { agencies, clock, log, mailer }: LinkDependencies,
  { link, dossier }: OpenedLink,
): Promise<void> {
  const member = await addressee(agencies, link.person);
  const { name, email } = member ?? contactOf(dossier);
  const to = { name, address: email };
  const words = `Tautan Anda untuk berkas ${link.caseId} dikunci ${lockMinutes} menit karena lima jawaban salah. Bila bukan Anda yang mencobanya, mungkin pesan kami diteruskan kepada orang lain; belum ada keputusan yang tersimpan.`;
  try {
    await mailer.send({
      id: `locked.${link.hash}.${isoInstant(clock.now())}`,
      caseId: link.caseId,
      to,
      subject: `Tautan berkas ${link.caseId} dikunci sementara`,
      text: words,
      html: `<!doctype html><html lang="id"><meta charset="utf-8"><body><p>${words}</p></body></html>`,
    });
  } catch (error) {
    log.problem("lock not told to the addressee", error);
  }
}
