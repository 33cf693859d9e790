/** Whoever looks after the service enters people, changes them and ends what they may do, all of it in the log. */
import { beforeEach, describe, expect, it } from "vitest";
import type { PeopleFileView, PeopleView, PersonView } from "../../functions/contract/people-administration.ts";
import { member, people } from "../support/builders.ts";
import { browser, type Reply, type TestBrowser } from "../support/http.ts";
import { player, type Player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

const ani = member("ani", "Ani Lestari, S.Kom.", ["system-admin"]);
const bayu = member("bayu", "Bayu Saputra", ["system-admin"]);
const base = "/api/staff/administration/people";
const tono = {
  ...{ name: "Tono Raharjo, A.Md.", nip: "19850714 201001 1 021", email: "tono@contoh.test", reminders: "digest" },
  ...{ roles: ["mail-registrar"], rank: "Pengatur (II/c)", position: "Arsiparis Terampil", phone: "0812 3456 7890" },
};

let work: Player;
let desk: TestBrowser;
const post = (path: string, body: unknown, as = ani): Promise<Reply> => desk.send("POST", path, { body, as });
const open = async (id: string): Promise<PersonView> =>
  (await desk.get(`${base}/${id}`, { as: ani })).body as unknown as PersonView;
const now = (id: string) => work.agencies.now.staff.find((each) => each.id === id);
const fieldsOf = ({ body }: Reply): string[] => Object.keys(body["fields"] ?? {});
const entries = async () => (await work.administration.entries({ limit: 50 })).entries;

beforeEach(() => {
  work = player(visitScript);
  work.agencies.now.staff = [...work.agencies.now.staff, ani];
  desk = browser(work);
});

describe("somebody new", () => {
  it("is stored, invited by a mail with nothing secret in it, and in the log", async () => {
    const reply = await post(base, { values: tono });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ id: "tono-raharjo", invited: true, standing: "active" });
    expect(now("tono-raharjo")).toMatchObject({
      ...{ name: tono.name, nip: "198507142010011021", phone: "+6281234567890", roles: ["mail-registrar"] },
      ...{ rank: tono.rank, position: tono.position },
    });
    const [mail] = work.mailer.to(tono.email);
    expect(mail?.text).toContain("/petugas");
    const [entry] = await entries();
    expect(entry).toMatchObject({ by: "ani", byName: ani.name, about: { kind: "person", id: "tono-raharjo" } });
    expect(entry?.parts).toContainEqual({ part: "name", from: "", to: tono.name });
  });

  it("is refused by field where another has the address or the NIP, or something is missing; nothing is stored", async () => {
    const { sectionHead } = people;
    const held = await post(base, {
      values: { ...tono, nip: sectionHead.nip, email: sectionHead.email.toUpperCase() },
    });
    expect([held.status, fieldsOf(held).toSorted()]).toEqual([422, ["email", "nip"]]);
    const empty = await post(base, { values: {} });
    expect([empty.status, fieldsOf(empty).toSorted()]).toEqual([422, ["email", "name", "reminders", "roles"]]);
    const strange = await post(base, { values: { ...tono, roles: ["reader"], nip: "12" } });
    expect(fieldsOf(strange).toSorted()).toEqual(["nip", "roles"]);
    expect(await entries()).toEqual([]);
    expect(work.mailer.sent).toEqual([]);
  });

  it("is stored also where no mail goes out, and invited again", async () => {
    const failing = { ...work, mailer: { ...work.mailer, send: () => Promise.reject(new Error("no mail")) } };
    const reply = await browser(failing).send("POST", base, { body: { values: tono }, as: ani });
    expect(reply.body).toMatchObject({ invited: false });
    expect((await post(`${base}/tono-raharjo/invitation`, {})).body).toMatchObject({ invited: true });
  });
});

describe("a change", () => {
  it("is stored with what it was before; an address proves nobody until it is confirmed", async () => {
    const { seen, values } = await open("siti");
    const reply = await post(`${base}/siti`, { seen, values: { ...values, email: "baru@contoh.test", phone: "" } });
    expect(reply.body).toMatchObject({ provingEmail: people.registrar.email, values: { email: "baru@contoh.test" } });
    expect(now("siti")).toMatchObject({ email: "baru@contoh.test", provingEmail: people.registrar.email });
    expect((await entries())[0]?.parts).toEqual([
      { part: "email", from: people.registrar.email, to: "baru@contoh.test" },
    ]);
  });

  it("of two at once: the later is told who changed what, and nothing is overwritten", async () => {
    work.agencies.now.staff = [...work.agencies.now.staff, bayu];
    const { seen, values } = await open("siti");
    await post(`${base}/siti`, { seen, values: { ...values, position: "Arsiparis" } }, bayu);
    const later = await post(`${base}/siti`, { seen, values: { ...values, position: "Sekretaris" } });
    expect(later.status).toBe(409);
    expect(later.body["message"]).toContain(`oleh ${bayu.name} (Nama jabatan: kosong → Arsiparis)`);
    expect(now("siti")?.position).toBe("Arsiparis");
    expect(await entries()).toHaveLength(1);
  });

  it("that changes nothing is in no log", async () => {
    const { seen, values } = await open("siti");
    expect((await post(`${base}/siti`, { seen, values })).status).toBe(200);
    expect(await entries()).toEqual([]);
  });

  it("names the needed role that it leaves with nobody", async () => {
    const { seen, values } = await open("siti");
    const reply = await post(`${base}/siti`, { seen, values: { ...values, roles: ["circulation-officer"] } });
    expect(reply.body["missing"]).toEqual([expect.stringContaining("mail-registrar")]);
  });

  it("gives nobody a role by their own hand", async () => {
    const { seen, values } = await open("ani");
    const roles = ["system-admin", "library-division-head"];
    const reply = await post(`${base}/ani`, { seen, values: { ...values, roles } });
    expect([reply.status, fieldsOf(reply)]).toEqual([422, ["roles"]]);
  });

  it("with a last day before the first is told at its field", async () => {
    const { seen, values } = await open("siti");
    const away = [{ from: "2026-12-05", until: "2026-12-01" }];
    expect(fieldsOf(await post(`${base}/siti`, { seen, values: { ...values, away } }))).toEqual(["away"]);
  });
});

describe("somebody who is put out of service, or has left", () => {
  it("is refused with the next request, and let in again", async () => {
    for (const [to, back] of [
      ["disabled", "enabled"],
      ["left", "back"],
    ]) {
      const { seen } = await open("siti");
      expect((await post(`${base}/siti/standing`, { seen, to })).status).toBe(200);
      expect((await desk.get("/api/staff/me", { as: people.registrar })).status).toBe(403);
      const again = await open("siti");
      expect((await post(`${base}/siti/invitation`, {})).status).toBe(422);
      expect((await post(`${base}/siti/standing`, { seen: again.seen, to: back })).body["standing"]).toBe("active");
      expect((await desk.get("/api/staff/me", { as: people.registrar })).status).toBe(200);
    }
    expect((await entries()).map(({ parts }) => parts.map(({ part }) => part))).toEqual([
      ["endedAt"],
      ["endedAt"],
      ["disabled"],
      ["disabled"],
    ]);
  });

  it("is not the last administrator, nor is that role taken away", async () => {
    const { seen, values } = await open("ani");
    for (const to of ["disabled", "left"])
      expect((await post(`${base}/ani/standing`, { seen, to })).body["message"]).toContain("admin terakhir");
    expect((await post(`${base}/ani`, { seen, values: { ...values, roles: ["agency-head"] } })).status).toBe(422);
    const stripped = await post(`${base}/ani`, { seen, values: { ...values, roles: [] } });
    expect(stripped.status).toBe(422);
    work.agencies.now.staff = [...work.agencies.now.staff, bayu];
    expect((await post(`${base}/ani/standing`, { seen, to: "disabled" })).status).toBe(200);
  });

  it("comes back only where nobody has taken the address meanwhile", async () => {
    const { seen } = await open("siti");
    await post(`${base}/siti/standing`, { seen, to: "left" });
    await post(base, { values: { ...tono, email: people.registrar.email } });
    const again = await open("siti");
    expect(fieldsOf(await post(`${base}/siti/standing`, { seen: again.seen, to: "back" }))).toEqual(["email"]);
  });
});

describe("a table of people", () => {
  const send = async (text: string, seen: string | null = null): Promise<PeopleFileView> => {
    const reply = await post(`${base}-file`, { file: Buffer.from(text).toString("base64"), seen });
    return reply.body as unknown as PeopleFileView;
  };
  const exported = async (): Promise<string> => {
    const { body } = await desk.get(`${base}-file`, { as: ani });
    return Buffer.from(String(body["content"]), "base64").toString();
  };

  it("is handed out as it is taken in: again it changes nothing", async () => {
    await post(base, { values: { ...tono, away: [{ from: "2026-12-01", until: "2026-12-05" }] } });
    const table = await exported();
    expect(table).toContain("19850714 201001 1 021");
    const shown = await send(table);
    expect(shown).toMatchObject({ kind: "shown", added: [], changed: [], absent: [], unused: [] });
  });

  it("is refused with every bad row at once, and nothing of it is stored", async () => {
    const answer = await send(
      "nama;email;peran\nAli;ali@contoh.test;Raja\nBudi;bukan email;Kasi\nCici;c@contoh.test;Kasi",
    );
    expect(answer).toMatchObject({ kind: "refused" });
    expect(answer.kind === "refused" && answer.problems.map((line) => line.slice(0, 7))).toEqual([
      "baris 2",
      "baris 3",
    ]);
    expect(await entries()).toEqual([]);
  });

  it("is shown first, and stored as it was shown, each person with an entry", async () => {
    const table = `nama;email;peran;pangkat\nTono;tono@contoh.test;Agendaris;\n${people.registrar.name};${people.registrar.email};Agendaris;Penata (III/c)`;
    const shown = await send(table);
    expect(shown).toMatchObject({
      kind: "shown",
      added: [{ name: "Tono" }],
      changed: [
        { name: people.registrar.name, parts: [{ label: "Pangkat/golongan", from: "", to: "Penata (III/c)" }] },
      ],
    });
    expect(await entries()).toEqual([]);
    const digest = shown.kind === "shown" ? shown.digest : "";
    expect(await send(table, digest)).toEqual({ kind: "stored", stored: 2, left: [] });
    expect(await entries()).toHaveLength(2);
    expect(now("siti")?.rank).toBe("Penata (III/c)");
  });

  it("that would do something else by now is shown again instead", async () => {
    const table = "nama;email;peran\nTono;tono@contoh.test;Agendaris";
    const shown = await send(table);
    const { seen, values } = await open("siti");
    await post(`${base}/siti`, { seen, values: { ...values, position: "Arsiparis" } });
    const reply = await post(`${base}-file`, {
      file: Buffer.from(table).toString("base64"),
      seen: shown.kind === "shown" ? shown.digest : "",
    });
    expect(reply.status).toBe(409);
    expect(now("tono")).toBeUndefined();
  });

  it("hands the role of the only administrator on, whichever row comes first", async () => {
    const only = { ...ani, roles: ["system-admin", "mail-registrar"] };
    work.agencies.now.staff = work.agencies.now.staff.map((each) => (each.id === ani.id ? only : each));
    const { email, name } = people.registrar;
    const table = `nama;email;peran\n"${ani.name}";${ani.email};Agendaris\n"${name}";${email};Agendaris | Admin`;
    const shown = await send(table);
    const digest = shown.kind === "shown" ? shown.digest : "";
    expect(await send(table, digest)).toEqual({ kind: "stored", stored: 2, left: [] });
    expect(now(ani.id)?.roles).toEqual(["mail-registrar"]);
  });

  it("leaves an administrator, and gives whoever sends it no role more", async () => {
    const answer = await send(`nama;email;peran\n${ani.name};${ani.email};Kasi`.replace(ani.name, `"${ani.name}"`));
    expect(answer).toMatchObject({ kind: "refused" });
    expect(answer.kind === "refused" && answer.problems).toHaveLength(2);
  });
});

it("the list says who does what, who steps in, who is not there and which role has nobody", async () => {
  const { id } = people.registrar;
  work.agencies.now.staff = work.agencies.now.staff.map((each) =>
    each.id === id ? { ...each, away: [{ from: "2026-11-01", until: "2026-12-31" }] } : each,
  );
  const view = (await desk.get(base, { as: ani })).body as unknown as PeopleView;
  expect(view.people.find((each) => each.id === id)).toMatchObject({ standing: "active", awayUntil: "2026-12-31" });
  const registrars = view.roles.find(({ people: names }) => names.includes(people.registrar.name));
  expect(registrars?.standIns.length).toBeGreaterThan(0);
  expect(view.missing).toEqual([]);
  expect((await desk.get(base, { as: people.registrar })).status).toBe(404);
});
