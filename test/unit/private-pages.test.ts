import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { links, paperPath, showPath } from "../../functions/domain/paths.ts";
import { isPrivatePage, privatePages } from "../../infra/page-files.ts";
import { staffPaths } from "../../web/src/staff/staff-paths.ts";
import { paths, routeOf } from "../../web/src/paths.ts";

const page = readFileSync(new URL("../../web/index.html", import.meta.url), "utf8");

describe("pages that are somebody's own", () => {
  it("are all that mails, answers and the staff app lead to", () => {
    const own = [
      ...Object.values(links).map((path) => path("abc", "abc")),
      showPath("KJG-2026-00001", "abc"),
      paperPath({ linkId: () => "abc" }, { caseId: "KJG-2026-00001", id: "reply" }),
      paths.sent(),
    ];
    for (const path of [...own, staffPaths.inbox(), staffPaths.case("KJG-2026-00001")])
      expect([path, isPrivatePage(path)]).toEqual([path, true]);
    for (const path of [paths.start(), paths.request("official-visit"), paths.schedule(), paths.surveyIndex()])
      expect([path, isPrivatePage(path)]).toEqual([path, false]);
  });

  it("begin as addresses do that lead somewhere", () => {
    for (const beginning of privatePages) {
      const found = ["", "abc", "abc/abc"].map((rest) => routeOf(new URL(`https://site.test${beginning}${rest}`)).page);
      expect(found.some((name) => name !== "not-found")).toBe(true);
    }
  });
});

describe("what a messenger shows of any link, without running the page", () => {
  const tags = Object.fromEntries(
    [...page.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name = "", content]) => [
      name,
      content,
    ]),
  );

  it("is the same neutral words for all", () => {
    expect(tags).toMatchObject({
      "og:type": "website",
      "og:title": "Layanan Perpustakaan",
      "og:description": "Buka tautan ini untuk melihat isinya.",
    });
    // The address of one page as that of all would lead to another's.
    expect(tags).not.toHaveProperty("og:url");
    expect(page).not.toMatch(/\{\{|%[A-Z_]+%|KJG|permohonan Anda/);
  });

  it("leaves the pages for everybody to be found", () => {
    expect(tags).not.toHaveProperty("robots");
  });
});
