/** Judges an agency's configuration before anything is made from it. */
import { knownParts, unknownParts } from "./file-parts.ts";
import { checkPeople } from "../../functions/domain/administration/check-people.ts";
import type { Problem } from "../../functions/domain/administration/problems.ts";
import { checkSettings, mailAddress } from "../../functions/domain/administration/settings-check.ts";
import type { AgencyConfig } from "./types.ts";

/** Regions in which every service used here is offered. */
const regions = { "ap-southeast-3": "Jakarta", "ap-southeast-1": "Singapore" };

const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;
const certificate = /^arn:aws:acm:([a-z0-9-]+):\d{12}:certificate\/[0-9a-f-]{36}$/;
const shortName = /^[a-z][a-z0-9-]{1,18}[a-z0-9]$/;

type Rule = (agency: Partial<AgencyConfig>) => string | null;

/** What is wrong in each part, or null. Nothing is taken for granted: types are not checked when a file only runs. */
const rules: Rule[] = [
  (agency) => {
    const strange = unknownParts(agency);
    return strange.length === 0 ? null : `${strange.join(", ")}: not known; known are ${knownParts.join(", ")}`;
  },
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
];

/**
 * @returns one line for each thing that is wrong, saying what to write instead; none when the agency can be deployed
 */
export function checkAgency(agency: Partial<AgencyConfig>): string[] {
  const found = rules.map((rule) => rule(agency)).filter((line) => line !== null);
  const lines = [
    ...found.map((line) => `${line}.`),
    ...partProblems(agency).map(({ at, message }) => `${at}: ${message.en}`),
  ];
  return lines.map((line) => `${agency.id ?? "(agency)"}: ${line}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * What is wrong in the parts of an agency's file that every machine needs, in both languages.
 *
 * @param file settings, and people where it has any; what else it holds is for AWS
 */
export function partProblems({ settings, people }: { settings?: unknown; people?: unknown }): Problem[] {
  const [checked, staff] = [checkSettings(settings), people === undefined ? null : checkPeople(people)];
  return [
    ...(checked.ok ? [] : checked.problems.map(within("settings"))),
    ...(staff && !staff.ok ? staff.problems.map(within("people")) : []),
  ];
}

function within(part: string): (problem: Problem) => Problem {
  return ({ at, message }) => ({ at: [part, at].filter((each) => each !== "").join("."), message });
}
