import { expect, test } from "vitest";
import { accountCommands } from "../../web/src/staff/administration/people/account-command.ts";

const issuer = "https://cognito-idp.ap-southeast-3.amazonaws.com/ap-southeast-3_Abc";
const siti = { id: "siti", provingEmail: null, values: { email: "siti@contoh.test" } };

test("commands name the pool, and the account as the person is", () => {
  const of = "--region ap-southeast-3 --user-pool-id ap-southeast-3_Abc --username siti";
  expect(accountCommands(issuer, siti)).toEqual({
    create: `aws cognito-idp admin-create-user ${of} --user-attributes Name=email,Value=siti@contoh.test Name=email_verified,Value=true --desired-delivery-mediums EMAIL`,
    enable: `aws cognito-idp admin-enable-user ${of}`,
    disable: `aws cognito-idp admin-disable-user ${of}`,
  });
});

test("an address that nobody has confirmed is no way in", () => {
  const changed = { ...siti, provingEmail: "siti@lama.test", values: { email: "siti@baru.test" } };
  expect(accountCommands(issuer, changed)?.create).toContain("Value=siti@lama.test ");
});

test("an address is handed on as one word, whatever is in it", () => {
  const odd = { ...siti, values: { email: "a`b'c$d@contoh.test" } };
  expect(accountCommands(issuer, odd)?.create).toContain(
    "--user-attributes 'Name=email,Value=a`b'\\''c$d@contoh.test' Name=email_verified",
  );
});

test("there are none where the service signs people in itself", () => {
  expect(accountCommands("https://pustaka.contoh.test", siti)).toBeNull();
});
