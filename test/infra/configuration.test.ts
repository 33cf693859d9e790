import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { checkAgency } from "../../infra/agencies/check.ts";
import { contoh } from "../../infra/agencies/contoh.ts";
import { agencies, agencyNamed, complete } from "../../infra/agencies/index.ts";
import type { AgencyConfig } from "../../infra/agencies/types.ts";
import { readStaff } from "../../infra/agencies/people-file.ts";
import { DataStack } from "../../infra/aws/data-stack.ts";
import { BadConfiguration, serviceOf } from "../../infra/aws/service.ts";
import { actorOf } from "../../statemachines/language/registry.ts";
import { actors } from "../../statemachines/language/actors.ts";
import type { ActorId } from "../../statemachines/language/vocabulary.ts";
import { lain } from "./second-agency.ts";

/** A change, and what the one line must say. */
const mistakes: [what: string, change: Partial<AgencyConfig>, says: RegExp][] = [
  ["a missing domain", { domain: "" }, /^contoh: domain is missing: set the name that people open/],
  ["a domain with https", { domain: "https://pustaka.contoh.go.id" }, /domain "https.*give the bare name/],
  ["a wrong region", { region: "ap-southeast-33" }, /region "ap-southeast-33": use "ap-southeast-3" \(Jakarta\)/],
  ["a sender without domain", { sender: { name: "Dinas", address: "layanan" } }, /sender\.address "layanan"/],
  ["a sender in capitals", { sender: { name: "Dinas", address: "Layanan@Contoh.go.id" } }, /in lower case/],
  ["a sender with its name", { sender: { name: "Dinas", address: "Dinas <a@b.go.id>" } }, /give the bare mail address/],
  ["a sender's name with quotes", { sender: { name: 'Dinas "A"', address: "a@b.go.id" } }, /sender\.name/],
  [
    "a certificate elsewhere",
    { certificateArn: contoh.certificateArn.replace("us-east-1", "ap-southeast-3") },
    /us-east-1/,
  ],
  ["no certificate", { certificateArn: "" }, /certificateArn is missing/],
  ["a zone of another domain", { hostedZone: { id: "Z1", name: "lain.go.id" } }, /does not hold the domain/],
  ["an account with dashes", { account: "1111-2222-3333" }, /12 digits/],
  ["no alarm address", { alarmMail: "" }, /alarmMail/],
  ["a sign-in prefix that AWS refuses", { signInPrefix: "aws-contoh" }, /signInPrefix/],
  ["an id with capitals", { id: "Contoh" }, /id "Contoh"/],
  ["a burst below the rate", { requests: { perSecond: 10, burst: 1 } }, /burst/],
  ["a room for nobody", { settings: { ...contoh.settings, room: { name: "Aula", capacity: 0 } } }, /room\.capacity/],
  [
    "an unknown time zone",
    { settings: { ...contoh.settings, calendar: { ...contoh.settings.calendar, zone: "WIB" } } },
    /^contoh: settings\.calendar\.zone: Unknown time zone WIB\.$/,
  ],
  [
    "an hour that ends before it begins",
    {
      settings: {
        ...contoh.settings,
        calendar: { ...contoh.settings.calendar, serviceHours: { 5: [["11:00", "08:00"]] } },
      },
    },
    /settings\.calendar\.serviceHours\.5\.0: 08:00 is not after 11:00\.$/,
  ],
];

describe("an agency's configuration", () => {
  test.each([...agencies, lain].map((agency) => [agency.id, agency]))("%s can be deployed", (_id, agency) => {
    expect(checkAgency(agency)).toEqual([]);
  });

  test.each(mistakes)("%s is one clear line", (_what, change, says) => {
    const lines = checkAgency({ ...contoh, ...change });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
  });

  test("every mistake is told at once", () => {
    expect(checkAgency({ ...contoh, domain: "", region: "", alarmMail: "" })).toHaveLength(3);
  });

  test("an empty file is told, not stumbled over", () => {
    expect(checkAgency({}).length).toBeGreaterThan(8);
  });

  test("is for Jakarta when its file names no region", () => {
    const { region: _left, ...file } = lain;
    expect(complete(file).region).toBe("ap-southeast-3");
    expect(complete(lain).region).toBe(lain.region);
  });

  test("a mistake stops the synthesis before anything is made", () => {
    expect(() => serviceOf({ ...contoh, domain: "" }, {})).toThrow(BadConfiguration);
  });

  test("an unknown agency is answered with those there are", () => {
    expect(() => agencyNamed("tiada")).toThrow('no agency "tiada" in infra/agencies; there are: contoh');
    expect(() => agencyNamed("")).toThrow("Say which agency, after two dashes; there are: contoh");
  });
});

describe("a file of staff", () => {
  const file = (text: string) => Buffer.from(text);
  const rina = { id: "rina", name: "Rina", nip: "", email: "rina@contoh.go.id", roles: ["mail-registrar"] };

  test("may give every role there is inside an agency, and no other", () => {
    for (const role of Object.keys(actors) as ActorId[]) {
      const read = () => readStaff(file(JSON.stringify([{ ...rina, roles: [role] }])));
      if (actorOf(role).inside) expect(read()).toEqual([{ ...rina, roles: [role] }]);
      else expect(read).toThrow(/^staff: 0\.roles\.0: Use agency-head, /);
    }
  });

  test("is read as it is", () => {
    expect(readStaff(file(JSON.stringify([rina])))).toEqual([rina]);
  });

  test.each([
    ["not JSON", "[", /^staff: this is not JSON/],
    ["a role that does not exist", [{ ...rina, roles: ["boss"] }], /^staff: 0\.roles\.0: Use agency-head, /],
    ["a role of somebody outside", [{ ...rina, roles: ["requester"] }], /^staff: 0\.roles\.0: Use agency-head, /],
    ["an account name with capitals", [{ ...rina, id: "Rina" }], /^staff: 0\.id: Use 2 to 41 lower-case/],
    ["no mail address", [{ ...rina, email: "" }], /^staff: 0\.email: Give the mail address/],
  ])("with a mistake is one clear line: %s", (_what, people, says) => {
    const text = typeof people === "string" ? people : JSON.stringify(people);
    expect(() => readStaff(file(text))).toThrow(says);
  });
});

test("a service on a restored table uses that one, and makes none of its own", () => {
  const agency = { ...contoh, restoredTable: "contoh-2026-12-01" };
  const data = new DataStack(new App(), "data", { agency });
  expect(data.table.tableName).toBe("contoh-2026-12-01");
  expect(data.table.tableArn).toMatch(/table\/contoh-2026-12-01$/);
  Template.fromStack(data).resourceCountIs("AWS::DynamoDB::GlobalTable", 0);
});
