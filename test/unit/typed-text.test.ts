import fc from "fast-check";
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";
import examples from "libphonenumber-js/examples.mobile.json" with { type: "json" };
import { describe, expect, it, test } from "vitest";
import { readEmail } from "../../statemachines/form/email.ts";
import { linkIn } from "../../statemachines/form/link-in.ts";
import { readPhone } from "../../statemachines/form/phone.ts";
import { checkForm } from "../../statemachines/form/check-form.ts";
import { entryFields } from "../../statemachines/form/office-entry.ts";
import { currentProcedures } from "../../statemachines/language/registry.ts";
import { entryChannelsOf } from "../../statemachines/language/table.ts";
import { holdsAddress, isReadable, plainText, readText } from "../../statemachines/form/typed-text.ts";

/** Marks that nobody sees, as pages, chats and word processors leave them in what is copied. */
const invisibleMarks = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u200e",
  "\u200f",
  "\u00ad",
  "\ufeff",
  "\u2060",
  "\u3164",
  "\u{e0041}",
];
const turningMarks = ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"];
const controls = ["\u0000", "\u0007", "\u000b", "\u000c", "\u001b", "\u007f", "\u009f", "\ud800", "\udc00", "\uffff"];
const names = [
  "Desa Sawo",
  "SD Negeri 1",
  "Ma'ruf",
  "Dra. Sri Wahyuni, M.Si.",
  "Nuraini é",
  "မြန်မာ",
  "中文學校",
  "\u00c5sa",
];

const anyText = fc.string({ unit: "binary", maxLength: 60 });
const marked = (mark: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...names), mark, fc.nat(20)).map(([name, found, at]) => ({
    name,
    text: name.slice(0, at % (name.length + 1)) + found + name.slice(at % (name.length + 1)),
  }));

describe("a text", () => {
  test("loses marks that nobody sees, wherever they stand, and is otherwise what was typed", () => {
    fc.assert(
      fc.property(marked(fc.constantFrom(...invisibleMarks)), ({ name, text }) => {
        expect(readText(text, { lines: false })).toEqual({ value: name.normalize("NFC") });
      }),
    );
  });

  test.each([true, false])(
    "is refused where a mark turns it around, or a control character is in it (lines: %s)",
    (lines) => {
      fc.assert(
        fc.property(marked(fc.constantFrom(...turningMarks, ...controls)), ({ name, text }) => {
          // At its ends some of them are white space.
          fc.pre(text.trim() !== name);
          expect(readText(text, { lines })).toHaveProperty("error");
        }),
      );
    },
  );

  test("is stored in one spelling: reading what was stored gives the same, and nothing in it is unseen", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (given, lines) => {
        const read = readText(given, { lines });
        if ("error" in read) return;
        expect(readText(read.value, { lines })).toEqual(read);
        expect(read.value).not.toMatch(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u);
        expect(read.value.replace(/[\n\t]/g, "")).not.toMatch(/\p{Cc}/u);
        if (!lines) expect(read.value).not.toMatch(/[\n\t]/);
      }),
      { numRuns: 400 },
    );
  });

  it("has lines only where a text of several lines is asked for", () => {
    expect(readText("Jl. Melati 1\r\nSawo\u2028Kode\tpos", { lines: true })).toEqual({
      value: "Jl. Melati 1\nSawo\nKode\tpos",
    });
    expect(readText("Jl. Melati 1\nSawo", { lines: false })).toHaveProperty("error");
    expect(readText("Jl. Melati 1\u2028Sawo", { lines: false })).toEqual({ value: "Jl. Melati 1 Sawo" });
    expect(readText("Ratna\u00a0Dewi", { lines: false })).toEqual({ value: "Ratna Dewi" });
  });

  it("says something only where somebody sees a letter or a figure", () => {
    expect(["Sawo", "7", "学"].filter((text) => !isReadable(text))).toEqual([]);
    expect(["", "...", "\u3164", "- -", "\u2800"].filter((text) => isReadable(text))).toEqual([]);
  });

  it("that is searched for is found however it was pasted", () => {
    expect(plainText(" \u202aＳＤ\u00a0Neg\u00aderi\u202c\n1 ")).toBe("SD Negeri 1");
  });
});

describe("a telephone number", () => {
  it.each([
    ["(0999) 123456", "+62999123456"],
    ["(021) 555-1234", "+62215551234"],
    ["0274-512345", "+62274512345"],
    ["+62 0812-3456-7890", "+6281234567890"],
    ["+62 (0)812 3456 7890", "+6281234567890"],
    ["0062 812 3456 7890", "+6281234567890"],
    ["62812.3456.7890", "+6281234567890"],
    ["812 3456 7890", "+6281234567890"],
    ["\u202a+62\u00a0812\u20113456\u20117890\u202c", "+6281234567890"],
    ["０８１２ ３４５６ ７８９０", "+6281234567890"],
    ["WA: 0812/3456/7890", "+6281234567890"],
    ["tel:+6281234567890", "+6281234567890"],
    ["+60 12-345 6789", "+60123456789"],
    ["+60 012-345 6789", "+60123456789"],
    ["+65 6123 4567", "+6561234567"],
    ["0065 6123 4567", "+6561234567"],
    ["+44 (0)20 7946 0958", "+442079460958"],
  ])("written %s is %s", (written, number) => {
    expect(readPhone(written)?.number).toBe(number);
  });

  it.each([
    "12345",
    "0812345678901234",
    "telepon",
    "",
    "+999 12345678",
    "+62 12",
    "0812 3456 789O",
    "08123456789 atau 08123456780",
    "+0812345678",
    "٠٨١٢٣٤٥٦٧٨٩٠",
  ])("is not made of %s", (written) => expect(readPhone(written)).toBeNull());

  const separators = fc.constantFrom("", " ", "-", ".", "\u2011", "\u00a0", "\u200b", " - ", "\u2013", "/");
  const punctuated = (figures: string) =>
    fc
      .array(separators, { minLength: figures.length, maxLength: figures.length })
      .map((marks) =>
        [...figures].map((figure, at) => figure + (at === figures.length - 1 ? "" : (marks[at] ?? ""))).join(""),
      );

  test("is the same with any punctuation and each way to write the country", () => {
    const subscriber = fc.tuple(fc.constantFrom("812", "857", "21", "274", "999"), fc.stringMatching(/^[1-9]\d{6}$/));
    const written = subscriber.chain(([area, line]) =>
      fc.record({
        expected: fc.constant(`+62${area}${line}`),
        begin: fc.constantFrom("0", "+62", "+62 ", "62", "0062 ", "+62 0", "+62 (0)", " 0", "\u202a+62"),
        rest: punctuated(`${area}${line}`),
      }),
    );
    fc.assert(
      fc.property(written, ({ expected, begin, rest }) => {
        expect(readPhone(`${begin}${rest}`)?.number).toBe(expected);
      }),
    );
  });

  test("of every country is read as the library for all the world's numbers reads it", () => {
    const countries = Object.keys(examples).filter((country): country is CountryCode =>
      isSupportedCountry(country as CountryCode),
    );
    expect(countries.length).toBeGreaterThan(200);
    for (const country of countries) {
      const example = parsePhoneNumberFromString((examples as Record<string, string>)[country] ?? "", country);
      const written = example?.formatInternational() ?? "";
      expect([country, readPhone(written)?.number]).toEqual([country, example?.number]);
    }
  });

  test("is at least possible to that library too, whatever is typed", () => {
    const typed = fc.stringMatching(/^[+]?[0-9 ().-]{6,18}$/);
    fc.assert(
      fc.property(typed, (written) => {
        const read = readPhone(written);
        if (read?.kind === "mobile") expect(parsePhoneNumberFromString(read.number)?.country).toBe("ID");
        if (read) expect(readPhone(read.number)).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a mail address", () => {
  it.each([
    ["siti\u200b@gmail.com", "siti@gmail.com"],
    ["\ufeffsiti@gmail.com\u00a0", "siti@gmail.com"],
    ["Siti.R@GMAIL.com", "Siti.R@gmail.com"],
    ["<siti@gmail.com>", "siti@gmail.com"],
    ["mailto:siti@gmail.com", "siti@gmail.com"],
    ["siti@gmail.com.", "siti@gmail.com"],
    ["siti＠gmail．com", "siti@gmail.com"],
    ["o'brien+desa@sd-1.sch.id", "o'brien+desa@sd-1.sch.id"],
    ["siti@pérpus.id", "siti@xn--prpus-bsa.id"],
  ])("typed as %s is %s", (typed, address) => expect(readEmail(typed)).toBe(address));

  it.each([
    "siti",
    "siti@",
    "@gmail.com",
    "siti@gmail",
    "siti@@gmail.com",
    "siti@gmail..com",
    "siti@-gmail.com",
    "siti@gmail_mail.com",
    "siti@127.0.0.1",
    "siti@[127.0.0.1]",
    ".siti@gmail.com",
    "si..ti@gmail.com",
    "sítí@gmail.com",
    '"si ti"@gmail.com',
    "siti@gmail.com, budi@gmail.com",
    "siti@gmail.com\nBcc: budi@gmail.com",
    "Siti <siti@gmail.com>",
    `${"s".repeat(65)}@gmail.com`,
    `siti@${"g".repeat(64)}.com`,
    `siti@${"gmail.".repeat(50)}com`,
    "siti@gmail.com/x",
    "siti@gmail.com?x",
    "siti@user:pass@gmail.com",
  ])("is not made of %s", (typed) => expect(readEmail(typed)).toBeNull());

  test("is one that mail can carry, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(anyText, anyText).map((parts) => parts.join("@")),
          fc.emailAddress(),
        ),
        (typed) => {
          const address = readEmail(typed);
          if (address === null) return;
          expect(address).toMatch(/^[\x21-\x7e]{1,64}@[a-z0-9.-]+\.[a-z0-9-]+$/);
          expect(address.length).toBeLessThanOrEqual(254);
          expect(readEmail(address)).toBe(address);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("a link is found by its characters, whatever a mail program put around it", () => {
  const link = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);
  const after = fc.constantFrom("", ".", ")", ">", ",", ";", "%3E", "\u200b", '"', "'", "&gt;", ").", "*", "]");
  fc.assert(
    fc.property(link, fc.constantFrom("", "<", "(", '"', "*"), after, (id, begin, end) => {
      expect(linkIn(`${begin}${id}${end}`)).toBe(id);
    }),
  );
  expect([linkIn("a".repeat(42)), linkIn("a".repeat(44)), linkIn("")]).toEqual([null, null, null]);
});

describe("a name", () => {
  it.each([
    "Menang di http://undian.example",
    "WWW.undian.example",
    "klik undian.com sekarang",
    "Undian-Gratis.co.id",
    "bit.ly/3abc",
    "t.me/undian",
    "hubungi a@b",
    "SD Negeri 1 (info@undian.co.id)",
    "undian\uff0ecom",
    "undian\u3002com",
    "und\u200bian.c\u200bom",
    "ftp://x",
    "mailto:x",
    "slot.gacor.xyz",
  ])("with a web or mail address is refused: %s", (text) => {
    expect(holdsAddress(text)).toBe(true);
  });

  it.each([
    ...names,
    "Drs. H. Ahmad, M.Pd., M.Si.",
    "Drs.H.Ahmad,S.Kom.,M.Kom",
    "PT.Asia Raya",
    "CV.Online Jaya",
    "Ny. A.Me",
    "SDN 1.2 Contoh/Ketua S.Pd/M.Pd",
    "421/087/2026.A",
    "Kopi @ Kota",
    "Com. Dev. Institute",
    "Yayasan.Pendidikan",
  ])("that only looks a little like one is taken: %s", (text) => {
    expect(holdsAddress(text)).toBe(false);
  });

  it("of whoever asks, and of what they ask for, is refused with an address in every public form", () => {
    for (const procedure of currentProcedures().filter((each) => entryChannelsOf(each).includes("public"))) {
      const { name, subject } = procedure.contact;
      const fields = entryFields(procedure, "public");
      const context = {
        today: "2026-11-23",
        leadDays: 0,
        serviceHours: {},
        closedDays: [],
        exceptions: [],
        office: { serviceHours: {}, closedDays: [], exceptions: [] },
      };
      const given = Object.fromEntries([name, subject].map((each) => [each, "Undian http://undian.example"]));
      const result = checkForm(fields, [], null, given, { ...context, districts: [], vehicles: [] });
      expect(result.ok ? [] : [result.errors[name ?? ""]?.id, result.errors[subject]?.id]).toEqual([
        "Tulis namanya saja, tanpa alamat situs web atau email.",
        "Tulis namanya saja, tanpa alamat situs web atau email.",
      ]);
      const personal = fields.filter((field) => field.kind === "text" && field.personal);
      expect(personal.filter(({ noAddress }) => !noAddress)).toEqual([]);
    }
  });
});
