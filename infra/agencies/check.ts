/** Judges an agency's configuration before anything is made from it. */
import { checkCalendar, type CalendarProblem } from "./calendar-check.ts";
import type { AgencyConfig } from "./types.ts";

/** Regions in which every service used here is offered. */
const regions = { "ap-southeast-3": "Jakarta", "ap-southeast-1": "Singapore" };

const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;
const mailAddress = /^[^\s@<>",;]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;
const certificate = /^arn:aws:acm:([a-z0-9-]+):\d{12}:certificate\/[0-9a-f-]{36}$/;
const shortName = /^[a-z][a-z0-9-]{1,18}[a-z0-9]$/;

type Rule = (agency: Partial<AgencyConfig>) => string | null;

/** What is wrong in each part, or null. Nothing is taken for granted: types are not checked when a file only runs. */
const rules: Rule[] = [
  ({ id = "" }) =>
    shortName.test(id)
      ? null
      : `id ${quoted(id)}: use 3 to 20 lower-case letters, digits and hyphens, such as "contoh"`,
  ({ account }) =>
    account === undefined || /^\d{12}$/.test(account)
      ? null
      : `account ${quoted(account)}: an AWS account has 12 digits; leave it out to use that of your credentials`,
  ({ region = "" }) =>
    region in regions
      ? null
      : `region ${quoted(region)}: use ${Object.entries(regions)
          .map(([name, place]) => `"${name}" (${place})`)
          .join(" or ")}`,
  ({ domain = "" }) => {
    if (domain === "") return 'domain is missing: set the name that people open, such as "layanan.contoh.go.id"';
    return hostName.test(domain)
      ? null
      : `domain ${quoted(domain)}: give the bare name, such as "layanan.contoh.go.id"`;
  },
  ({ certificateArn = "" }) => {
    if (certificateArn === "") return "certificateArn is missing: see infra/README.md, step 2";
    const found = certificate.exec(certificateArn);
    if (!found) return `certificateArn ${quoted(certificateArn)}: this is not the ARN of a certificate`;
    return found[1] === "us-east-1"
      ? null
      : `certificateArn: the certificate is in ${String(found[1])}, but CloudFront reads only us-east-1`;
  },
  ({ hostedZone, domain = "" }) => {
    if (!hostedZone) return null;
    const holds = domain === hostedZone.name || domain.endsWith(`.${hostedZone.name}`);
    return holds ? null : `hostedZone ${quoted(hostedZone.name)} does not hold the domain ${quoted(domain)}`;
  },
  ({ sender }) =>
    // In lower case, as SES writes the domain in the name that rights are about.
    sender && mailAddress.test(sender.address) && sender.address === sender.address.toLowerCase()
      ? null
      : `sender.address ${quoted(sender?.address ?? "")}: give the bare mail address in lower case, such as "layanan@contoh.go.id"`,
  ({ sender }) =>
    sender && /^[^"<>\r\n]{1,100}$/.test(sender.name)
      ? null
      : `sender.name ${quoted(sender?.name ?? "")}: give the office's name, without quotation marks and angle brackets`,
  ({ signInPrefix = "" }) => {
    const fits = /^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$/.test(signInPrefix) && !/aws|amazon|cognito/.test(signInPrefix);
    return fits
      ? null
      : `signInPrefix ${quoted(signInPrefix)}: use lower-case letters, digits and hyphens, without "aws", "amazon", "cognito"`;
  },
  ({ alarmMail = "" }) =>
    mailAddress.test(alarmMail)
      ? null
      : `alarmMail ${quoted(alarmMail)}: give the mail address of whoever looks after it`,
  ({ requests }) =>
    requests && requests.perSecond >= 1 && requests.burst >= requests.perSecond
      ? null
      : "requests: perSecond must be at least 1, and burst not below it",
  ({ logDays }) =>
    [30, 90, 180, 365].includes(logDays ?? 0) ? null : `logDays ${String(logDays)}: use 30, 90, 180 or 365`,
  ({ letterDays = 0 }) =>
    Number.isInteger(letterDays) && letterDays >= 30
      ? null
      : `letterDays ${String(letterDays)}: give whole days, 30 or more, as the consent text promises`,
  ({ settings }) =>
    settings?.name && settings.government ? null : "settings.name and settings.government are missing",
  ({ settings }) =>
    (settings?.room?.capacity ?? 0) >= 1 ? null : "settings.room.capacity: say how many visitors the room holds",
];

/**
 * @returns one line for each thing that is wrong, saying what to write instead; none when the agency can be deployed
 */
export function checkAgency(agency: Partial<AgencyConfig>): string[] {
  const found = rules.map((rule) => rule(agency)).filter((line) => line !== null);
  const calendar = checkCalendar(agency.settings?.calendar);
  const inCalendar = calendar.ok ? [] : calendar.problems.map(inSettings);
  return [...found.map((line) => `${line}.`), ...inCalendar].map((line) => `${agency.id ?? "(agency)"}: ${line}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function inSettings({ at, message }: CalendarProblem): string {
  return `${["settings.calendar", at].filter((part) => part !== "").join(".")}: ${message.en}`;
}
