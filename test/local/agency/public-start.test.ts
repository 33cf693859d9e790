/** What must not be open to the world, each refused in a line that says what to do. */
import { describe, expect, test } from "vitest";
import { contoh } from "../../../infra/agencies/contoh.ts";
import { isPublic } from "../../../infra/local/host/audience.ts";
import { refusePublic, type PublicStart } from "../../../infra/local/host/public-start.ts";

const real = { settings: contoh.settings, demo: false };
const demo = { ...real, demo: true };
const good: PublicStart = {
  dataDir: "/data",
  publicUrl: "https://pustaka.contoh.go.id",
  smtp: "smtps://a:b@mail.contoh.go.id",
};

function refusal(start: PublicStart, agency: typeof real | null): string[] {
  try {
    refusePublic(start, agency);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

test.each<[what: string, start: PublicStart, agency: typeof real | null, says: RegExp]>([
  ["no agency", good, null, /^Folder data \/data belum berisi instansi\. Jalankan dahulu: npm run agency -- init$/],
  ["demo people", good, demo, /^Folder data \/data berisi instansi contoh.*DATA_DIR.*npm run agency -- init$/],
  ["no way for mail", { ...good, smtp: undefined }, real, /^Surel tidak akan terkirim.*SMTP_URL/],
  ["an open inbox", { ...good, inbox: true }, real, /^Kotak masuk .* Hapus MAIL_INBOX=1/],
  [
    "an open port without an address",
    { ...good, publicUrl: undefined, hostname: "0.0.0.0" },
    real,
    /^Tautan di surel .* PUBLIC_URL/,
  ],
])("%s is one line", (_what, start, agency, says) => {
  expect(refusal(start, agency)).toEqual([expect.stringMatching(says)]);
});

test("everything at once is told at once; nothing of it is refused on this machine alone", () => {
  const start = { dataDir: "/data", hostname: "0.0.0.0", inbox: true };
  expect(refusal(start, demo)).toHaveLength(4);
  for (const agency of [null, demo, real]) expect(refusal({ ...start, hostname: "127.0.0.1" }, agency)).toEqual([]);
  expect(refusal(good, real)).toEqual([]);
});

describe("public is", () => {
  test.each([
    [{}, false],
    [{ hostname: "localhost" }, false],
    [{ hostname: "127.0.0.1", publicUrl: "http://localhost:3000" }, false],
    [{ publicUrl: "http://127.0.0.1:8080" }, false],
    [{ publicUrl: "http://[::1]:8080" }, false],
    [{ hostname: "::1" }, false],
    [{ publicUrl: "https://pustaka.contoh.go.id" }, true],
    [{ publicUrl: "http://localhost.contoh.go.id" }, true],
    [{ hostname: "0.0.0.0" }, true],
    [{ hostname: "::" }, true],
    [{ hostname: "192.168.1.10", publicUrl: "http://localhost:3000" }, true],
  ])("%j: %s", (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});
