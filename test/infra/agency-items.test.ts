import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import type { Item } from "../../functions/adapters/items/item-store.ts";
import { newItem } from "../../functions/adapters/items/kind.ts";
import { kinds } from "../../functions/adapters/items/kinds.ts";
import { contoh } from "../../infra/agencies/contoh.ts";
import { accountCommands, putSettings, putStaff } from "../../infra/aws/agency-items.ts";
import { agencyTable } from "../../infra/local/host/agency-table.ts";

const rina = { id: "rina", name: "Rina", nip: "", email: "rina@contoh.go.id", roles: ["mail-registrar" as const] };

interface Put {
  Item: Record<string, unknown>;
  ConditionExpression?: string;
}

function remembering(stored?: object): { client: DynamoDBDocumentClient; puts: Put[] } {
  const puts: Put[] = [];
  const send = async ({ input }: { input: Put }): Promise<object> => {
    if (!("Item" in input)) return { Item: stored };
    puts.push(input);
    return {};
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, puts };
}

test("a deployment puts settings and people where the functions look for them", async () => {
  const { client, puts } = remembering();
  await putSettings("table", contoh.settings, client, false);
  await putStaff("table", [rina], client);
  expect(puts.map(({ Item }) => Item)).toEqual([
    newItem(kinds.settings, keys.settings(), { settings: contoh.settings }),
    newItem(kinds.staff, keys.staff("rina"), { ...rina, enteredAt: expect.any(String) as string }),
  ]);
});

test("another address for somebody who is there proves nobody yet, and an end of sign-ins stays", async () => {
  const signedOutAt = "2026-11-20T00:00:00.000Z";
  const { client, puts } = remembering({ ...rina, signedOutAt });
  await putStaff("table", [{ ...rina, email: "admin@contoh.go.id" }, rina], client);
  expect(puts.map(({ Item }) => Item)).toMatchObject([
    { email: "admin@contoh.go.id", provingEmail: rina.email, signedOutAt },
    { email: rina.email, signedOutAt },
  ]);
  expect(puts[1]?.Item).not.toHaveProperty("provingEmail");
});

test("settings that are there stay, unless they are to be replaced", async () => {
  const { client, puts } = remembering();
  await putSettings("table", contoh.settings, client, false);
  await putSettings("table", contoh.settings, client, true);
  expect(puts.map((put) => put.ConditionExpression)).toEqual(["attribute_not_exists(pk)", undefined]);
});

test("an account is named as the staff member is, for that name is in its tokens", () => {
  expect(accountCommands("pool", "ap-southeast-3", [rina])).toEqual([
    expect.stringMatching(/admin-create-user .* --username rina .*Value=rina@contoh\.go\.id/),
  ]);
});

test("the host puts the demo agency in as the functions store it, in the version of today", async () => {
  const items: Item[] = [];
  const remember = async (item: Item): Promise<boolean> => Boolean(items.push(item));
  const first = Date.parse("2026-12-01T18:00:00.000Z");
  await agencyTable({ get: async () => null, page: async () => ({ items }), putNew: remember }).seedDemo(first);
  const settings = items.filter(({ pk }) => pk === keys.settings().pk);
  const staff = items.filter(({ pk }) => pk === keys.staff("").pk);
  expect([settings.length, staff.length]).toEqual([1, items.length - 1]);
  for (const item of settings) expect(item).toMatchObject(kinds.settings.stamp);
  expect(settings).toMatchObject([{ settings: { calendar: { goLive: "2026-12-02" } } }]);
  for (const item of staff)
    expect(item).toMatchObject(newItem(kinds.staff, keys.staff(item.sk), kinds.staff.read(item)));
});
