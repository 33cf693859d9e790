/** `npm run deploy -- --admin`: somebody is made administrator where there is none, or the last has gone. */
import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import { newItem } from "../../functions/adapters/items/kind.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { authorOf } from "../../functions/domain/administration/changed-by.ts";
import type { StaffMember } from "../../functions/domain/agency.ts";
import { readAdministrator } from "../../infra/agencies/administrator-option.ts";
import { accountCommands, putAdmin } from "../../infra/aws/agency-items.ts";
import { onEveryStore } from "../ports/stores.ts";
import { people } from "../support/builders.ts";
import { projectFolder } from "../toolchain/scratch.ts";

const sri = { name: "Dra. Sri Wahyuni, M.Si.", email: "sri.admin@contoh.test" };

test("a name and an address are read as a mail shows them", () => {
  for (const written of [`${sri.name} <${sri.email}>`, ` "${sri.name}"  < ${sri.email} > `])
    expect(readAdministrator(written)).toEqual(sri);
});

test.each([
  ["sri@contoh.test", "write a name and an address"],
  ["<sri@contoh.test>", "write a name and an address"],
  ["Sri <sri@contoh>", "email: Give the mail address."],
  ["Sri <sri contoh.test>", "email: Give the mail address."],
  ["123 <sri@contoh.test>", "name: A name has letters."],
])("%s is refused", (written, why) => {
  expect(() => readAdministrator(written)).toThrow(why);
});

test("a bad address ends the deployment before anything of it has begun", () => {
  const args = ["infra/toolchain/run.mjs", "file", "infra/aws/deploy.ts", "contoh", "--admin", "Sri <sri>"];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: "utf8" });
  expect({ status, stderr, stdout }).toMatchObject({ status: 1, stderr: "admin: email: Give the mail address.\n" });
  expect(stdout).toBe("");
});

test("a command for an account hands an address on as one word, whatever is in it", () => {
  const [command] = accountCommands("pool", "ap-southeast-3", [{ ...people.registrar, email: "a`b'c$d@contoh.test" }]);
  expect(command).toContain(`--user-attributes 'Name=email,Value=a\`b'\\''c$d@contoh.test' Name=email_verified`);
});

onEveryStore("whoever is to be administrator", (stores, items) => {
  const stored = async (id: string): Promise<StaffMember | null> => stores().administration.person(id);
  const log = async () => (await stores().administration.entries({ limit: 10 })).entries;
  const put = (member: StaffMember) => items().put(newItem(kinds.staff, keys.staff(member.id), member));

  describe("and is not on the list of people", () => {
    it("is entered under an id of their own, and in the log; again nothing is done", async () => {
      await put({ ...people.registrar, id: "sri-wahyuni" });
      const { member, told } = await putAdmin(items(), sri);
      expect(told).toBe(`${sri.name} (sri-wahyuni-2) is entered as administrator.`);
      expect(member).toMatchObject({ ...sri, nip: "", roles: ["system-admin"] });
      expect(await stored("sri-wahyuni-2")).toMatchObject({ ...sri, enteredAt: expect.any(String) as string });
      const [entry, ...more] = await log();
      expect(entry).toMatchObject({ by: "npm run deploy", about: { kind: "person", id: "sri-wahyuni-2" } });
      expect(entry?.parts).toContainEqual({ part: "email", from: "", to: sri.email });
      expect(entry && authorOf(entry)).toEqual({
        id: "perintah npm run deploy",
        en: "the command npm run deploy",
      });
      expect(more).toEqual([]);
      const again = await putAdmin(items(), { ...sri, name: "Sri" });
      expect(again.told).toContain("is an administrator already; nothing was changed");
      expect(again.member.id).toBe("sri-wahyuni-2");
      expect(await log()).toHaveLength(1);
    });

    it("is entered once where two do so in the same moment", async () => {
      const told = await Promise.all([putAdmin(items(), sri), putAdmin(items(), sri)]);
      expect(told.map(({ member }) => member.id)).toEqual(["sri-wahyuni", "sri-wahyuni"]);
      expect((await stores().administration.people()).filter(({ email }) => email === sri.email)).toHaveLength(1);
      expect(await log()).toHaveLength(1);
    });
  });

  describe("and is on the list of people", () => {
    const { registrar } = people;

    it("gets the role beside the others and keeps the name", async () => {
      const { told } = await putAdmin(items(), { name: "Orang Lain", email: registrar.email.toUpperCase() });
      expect(told).toContain(`${registrar.name} (${registrar.id})`);
      expect(await stored(registrar.id)).toMatchObject({
        ...registrar,
        roles: [...registrar.roles, "system-admin"],
      });
      expect((await log())[0]?.parts.map(({ part }) => part)).toEqual(["roles"]);
    });

    it("comes back into service, and that is told", async () => {
      await put({ ...registrar, disabled: true, endedAt: "2026-11-01T00:00:00.000Z" });
      expect((await putAdmin(items(), { name: "Siti", email: registrar.email })).told).toContain("is back");
      const member = await stored(registrar.id);
      expect(member).not.toHaveProperty("disabled");
      expect(member).not.toHaveProperty("endedAt");
      expect((await log())[0]?.parts.map(({ part }) => part).toSorted()).toEqual(["disabled", "endedAt", "roles"]);
    });

    it("is refused by an address that nobody has confirmed as theirs", async () => {
      const unconfirmed = { ...registrar, email: sri.email, provingEmail: registrar.email };
      await put(unconfirmed);
      await expect(putAdmin(items(), sri)).rejects.toThrow(`they still sign in by ${registrar.email}`);
      expect(await stored(registrar.id)).toEqual(unconfirmed);
      const { member } = await putAdmin(items(), { name: "Siti", email: registrar.email });
      expect(accountCommands("pool", "ap-southeast-3", [member])[0]).toContain(`Value=${registrar.email}`);
    });
  });
});
