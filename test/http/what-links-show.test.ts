/**
 * Every route of the manifest for people outside, with every link and whoever may come with it: nobody's link, the link on a
 * strange browser, on that of its person, on that of another case's, and signed in in every role. What is answered follows from
 * what the manifest says that the route shows.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifest, type Reads, type Route } from "../../functions/manifest.ts";
import { requesterEmail } from "../support/builders.ts";
import { server, type Reply } from "../support/http.ts";
import { isPerson, linkOffice, linksFor, type Holder, type Known } from "../support/link-office.ts";
import type { Player } from "../support/player.ts";

let work: Player;
let ask: ReturnType<typeof server>;
let cases: Known[];
let holders: Holder[];
let cells = 0;

beforeAll(async () => {
  ({ work, cases, holders } = await linkOffice());
  ask = server(work);
});
afterAll(() => {
  console.info(`what links show: ${cells} cells tried`);
});

/** Bodies that are in order, and change nothing whoever sends them. */
function bodyFor({ path }: Route): unknown {
  if (path.endsWith("/personal-data"))
    return { submissionId: "7d1f0c1e-0000-4000-8000-000000000000", kind: "erase", nonce: "x" };
  if (path.endsWith("/cancel")) return { note: "Batal.", nonce: "x" };
  if (path.endsWith("/change")) return { seen: 0, values: {}, nonce: "x" };
  if (path.endsWith("/devices/end")) return { device: "0".repeat(64), nonce: "x" };
  if (path.endsWith("/address")) return { source: "change-1", right: true, nonce: "x" };
  if (path.endsWith("/proof")) return { answer: "none" };
  if (path.endsWith("/survey") || path.includes("/surveys/") || path.includes("/guest-books/")) return { values: {} };
  if (path.endsWith("/decisions/{link}")) return { outcome: "x", note: "", values: {}, nonce: "x" };
  return {};
}

async function call(route: Route, { file, id }: Known, link: string, { bearer, cookies }: Holder): Promise<Reply> {
  const path = route.path
    .replace("{link}", link)
    .replace("{case}", id)
    .replace("{file}", file)
    .replace("{procedure}", "official-visit");
  const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  const body = route.method === "POST" ? { body: bodyFor(route) } : {};
  cells += 1;
  return ask(route.method, path, { cookies, headers, ...body });
}

const outside = manifest.flatMap(({ trigger }) =>
  trigger.kind === "http" && trigger.audience === "public" ? trigger.routes : [],
);
const forLinks: Partial<Record<Reads, "tracking" | "task" | "shown" | "survey" | "guest-book" | "paper">> = {
  "tracking-link": "tracking",
  "task-link": "task",
  "shown-link": "shown",
  "survey-link": "survey",
  "guest-book-link": "guest-book",
  "paper-link": "paper",
};
const titled = outside.map((route) => ({ ...route, name: `${route.method} ${route.path}` }));

it("every route says what it shows, and one that names something says that not everybody sees it", () => {
  for (const { trigger } of manifest) {
    for (const { path, reads } of trigger.kind === "http" ? trigger.routes : []) {
      const isLink = path.includes("{link}");
      expect([path, isLink]).toEqual([path, reads in forLinks]);
      if (trigger.kind === "http" && trigger.audience === "staff") expect([path, reads]).not.toEqual([path, "public"]);
      const named = /\{(case|task|file)\}/.test(path) && !isLink;
      // At the kiosk those who came write into the guest book of their visit.
      if (named) expect(["case", "task", "file", "contacts", "answer", "change", "reading-room"]).toContain(reads);
    }
  }
});

describe.each(titled.filter(({ reads }) => reads in forLinks))("$name", (route) => {
  const wanted = forLinks[route.reads];

  it(`is only for whoever has a link of its kind (${route.reads}), and tells of people only to its person`, async () => {
    const wrong: unknown[] = [];
    for (const known of cases) {
      for (const { is, kind, link } of linksFor(known)) {
        for (const holder of holders) {
          const fits = is === wanted || (asksProof(route) && (is === "tracking" || is === "task"));
          // Who has no such link has none in any role.
          if (holder.bearer !== null && !fits) continue;
          // How often is counted, and that is tried elsewhere.
          if (asksProof(route) && holder !== holders[0]) continue;
          const reply = await call(route, known, link, holder);
          const where = `${holder.name} with the ${is} link (${kind}) of ${known.id}`;
          const isItsPerson = isPerson(holder, kind, known);
          // The reply letters on their own page begin with the requester's name.
          const secrets = is === "tracking" ? known.contacts : [...known.contacts, known.person];
          const told = secrets.filter((each) => reply.text.includes(each));
          if (told.length > 0 && !(isItsPerson && is === "task")) wrong.push({ where, told });
          const allowed = fits ? allowedFor(route, isItsPerson, known) : [404];
          if (!allowed.includes(reply.status))
            wrong.push({ where, allowed, got: reply.status, body: reply.text.slice(0, 160) });
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

const asksProof = ({ path }: Pick<Route, "path">): boolean => /\/(code|proof)$/.test(path);

/** What may be answered to whoever has the right kind of link. */
function allowedFor({ method, path, reads }: Route, isItsPerson: boolean, { isOpen }: Known): number[] {
  if (reads === "shown-link") return isOpen ? [200] : [410];
  if (asksProof({ path })) return [202, 404, 409, 410, 422, 429];
  if (path.endsWith("/survey") || reads === "survey-link") return method === "GET" ? [200] : [409, 422];
  // Nobody stands before it: those cases wait for something else, or are over.
  if (reads === "guest-book-link") return method === "GET" ? [200] : [410];
  if (path === "/api/tracking/{link}" || reads === "paper-link") return [200];
  if (path === "/api/decisions/{link}" && method === "GET") return [200, 410];
  if (!isItsPerson) return [401];
  return path.endsWith("/files/{file}") ? [200, 302, 303, 403] : [200, 403, 409, 410, 422];
}

describe.each(titled.filter(({ reads }) => reads === "public"))("$name", (route) => {
  it("tells nothing of any case or person, whoever asks", async () => {
    for (const holder of holders) {
      const [known] = cases;
      if (!known) throw new Error("no case");
      const { status, text } = await call(route, known, "", holder);
      expect([200, 400, 422]).toContain(status);
      const secrets = cases.flatMap(({ contacts, id, person, tracking }) => [id, tracking, person, ...contacts]);
      for (const secret of [...secrets, requesterEmail]) expect(text).not.toContain(secret);
    }
  });
});
