import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { keys } from "../../functions/adapters/items/keys.ts";
import { contoh } from "../../infra/agencies/contoh.ts";
import { accountCommands, putSettings, putStaff } from "../../infra/aws/agency-items.ts";

const rina = { id: "rina", name: "Rina", nip: "", email: "rina@contoh.go.id", roles: ["mail-registrar" as const] };

interface Put {
  Item: Record<string, unknown>;
  ConditionExpression?: string;
}

function remembering(): { client: DynamoDBDocumentClient; puts: Put[] } {
  const puts: Put[] = [];
  const send = async ({ input }: { input: Put }): Promise<object> => {
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
    { ...keys.settings(), settings: contoh.settings },
    { ...keys.staff("rina"), ...rina },
  ]);
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
