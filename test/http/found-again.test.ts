/** A requester finds a request again by its number and a code to the address given with it; nobody learns which numbers there are. */
import { describe, expect, it } from "vitest";
import { requesterEmail } from "../support/builders.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const nobody = "KJG-2026-00999";

async function office(): Promise<{ work: Player; caseId: string }> {
  const work = player(visitScript);
  return { work, caseId: await work.submit() };
}

const ask = (by: TestBrowser, number: string) => by.post("/api/found/code", { case: number });
const prove = (by: TestBrowser, number: string, answer: string) =>
  by.post("/api/found/proof", { case: number, answer });

function codeMailed(work: Player): string {
  const mail = work.mailer.sent.at(-1);
  expect(mail?.to.address).toBe(requesterEmail);
  return /\b\d{3} ?\d{3}\b/.exec(mail?.text ?? "")?.[0].replace(" ", "") ?? "";
}

/** What a reply tells, but for the cookie that is another each time. */
const told = ({ status, body }: Reply) => ({ status, body });

describe("a request", () => {
  it.each(["KJG-2026-00001", "kjg 2026 1", " KJG/2026/00001. "])(
    "is found by its number, written %j",
    async (written) => {
      const { work, caseId } = await office();
      const visitor = browser(work);
      const number = written.replace(/\.\s*$/, "");
      expect((await ask(visitor, number)).status).toBe(202);
      const found = await prove(visitor, number, codeMailed(work));
      expect(found.status, found.text).toBe(200);
      const page = await visitor.get(`/api/tracking/${String(found.body["tracking"]).split("/").at(-1)}`);
      expect(page.body).toMatchObject({ case: caseId, known: true });
    },
  );

  it("is shown to nobody by a code that came to another browser", async () => {
    const { work, caseId } = await office();
    await ask(browser(work), caseId);
    const reply = await prove(browser(work), caseId, codeMailed(work));
    expect([reply.status, reply.body["tracking"]]).toEqual([422, undefined]);
  });
});

describe("whoever asks learns nothing of a number", () => {
  it("by asking: the same answer, and mail only where there is an address", async () => {
    const { work, caseId } = await office();
    const before = work.mailer.sent.length;
    expect(told(await ask(browser(work), nobody))).toEqual(told(await ask(browser(work), caseId)));
    expect(work.mailer.sent.length).toBe(before + 1);
  });

  it("by asking often: the fourth time it is refused in the same words, and the waits grow", async () => {
    const { work, caseId } = await office();
    const replies = async (number: string): Promise<object[]> => {
      const visitor = browser(work);
      const all: object[] = [];
      for (let times = 0; times < 5; times += 1) all.push(told(await ask(visitor, number)));
      return all;
    };
    const [real, none] = [await replies(caseId), await replies(nobody)];
    expect(none).toEqual(real);
    expect(real.map((reply) => (reply as Reply).status)).toEqual([202, 202, 202, 429, 429]);
  });

  it("by guessing: so many tries, each answered in the same words, and then none", async () => {
    const { work, caseId } = await office();
    const replies = async (number: string): Promise<object[]> => {
      const visitor = browser(work);
      const all: object[] = [told(await prove(visitor, number, "111111"))];
      await ask(visitor, number);
      for (let times = 0; times < 6; times += 1) all.push(told(await prove(visitor, number, "999999")));
      return all;
    };
    expect(await replies(nobody)).toEqual(await replies(caseId));
  });

  it("where mail fails", async () => {
    const { work, caseId } = await office();
    work.on.before("mailer.send", () => {
      throw new Error("no mail today");
    });
    expect(told(await ask(browser(work), caseId))).toEqual(told(await ask(browser(work), nobody)));
  });
});

it("what is no number is said to be none", async () => {
  const { work } = await office();
  for (const wrong of ["", "12", "KJG", "KJG-2026-", "' OR 1=1"]) {
    expect((await ask(browser(work), wrong)).body).toMatchObject({ code: "invalid", fields: { case: {} } });
  }
});
