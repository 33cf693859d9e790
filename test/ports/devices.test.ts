import { expect, it } from "vitest";
import type { Grant, Subject } from "../../functions/domain/case/records.ts";
import { caseItem } from "../support/builders.ts";
import { onEveryStore } from "./stores.ts";

const device = "d".repeat(64);
const other = "e".repeat(64);
const link = "b".repeat(64);
const grant = (subject: Subject, since = "2026-11-23T02:00:00Z", on = device): Grant => ({
  ...{ device: on, subject, name: "Chrome, Android", shared: false, since, until: "2027-02-21T02:00:00Z", link: null },
});

onEveryStore("devices", (stores) => {
  it("tell with a link what any official may there, and with a case what its requester may", async () => {
    const { cases, devices, links } = stores();
    const { id } = caseItem();
    await cases.create(caseItem(), { subject: "SMPN 1 Contoh" });
    await links.add({ hash: link, kind: "task", caseId: id, task: "task-1", person: "staff:ani" });
    for (const subject of ["staff:ani", "staff:budi", `requester:${id}`] as const) await devices.grant(grant(subject));
    const officials = async (of: string | null) =>
      (await links.find(link, of))?.officials.map(({ subject }) => subject);
    expect(await officials(device)).toEqual(["staff:ani", "staff:budi"]);
    expect(await officials(other)).toEqual([]);
    expect(await officials(null)).toEqual([]);
    expect(await links.find("c".repeat(64), device)).toBeNull();
    expect((await cases.dossier(id))?.devices).toEqual([grant(`requester:${id}`)]);
  });

  it("list an official's, the latest first; a new proof takes the place of the old", async () => {
    const { devices } = stores();
    await devices.grant(grant("staff:ani", "2026-11-23T02:00:00Z"));
    await devices.grant(grant("staff:ani", "2026-11-23T03:00:00Z", other));
    await devices.grant(grant("staff:ani", "2026-11-23T04:00:00Z"));
    await devices.grant(grant("staff:budi", "2026-11-23T05:00:00Z"));
    expect((await devices.of("staff:ani")).map((each) => each.device)).toEqual([device, other]);
  });

  it("end one for one person, and list it no more; ending what is not there does nothing", async () => {
    const { cases, devices, links } = stores();
    const { id } = caseItem();
    await cases.create(caseItem(), { subject: "SMPN 1 Contoh" });
    await links.add({ hash: link, kind: "task", caseId: id, task: "task-1", person: "staff:ani" });
    for (const subject of ["staff:ani", "staff:budi", `requester:${id}`] as const) await devices.grant(grant(subject));
    const at = "2026-11-24T02:00:00Z";
    await devices.end(device, "staff:ani", at);
    await devices.end(other, "staff:ani", at);
    await devices.end(device, `requester:${id}`, at);
    await devices.end(other, `requester:${id}`, at);
    expect(await devices.of("staff:ani")).toEqual([]);
    expect(await devices.of("staff:budi")).toHaveLength(1);
    expect((await links.find(link, device))?.officials.map(({ subject }) => subject)).toEqual(["staff:budi"]);
    expect((await links.find(link, other))?.officials).toEqual([]);
    expect((await cases.dossier(id))?.devices).toEqual([{ ...grant(`requester:${id}`), until: at }]);
  });

  it("keep every one of many that are proved at once, and let go of those whose time is over", async () => {
    const { devices, links } = stores();
    await links.add({ hash: link, kind: "task", caseId: "KJG-2026-00001", task: "task-1", person: "staff:ani" });
    const people = Array.from({ length: 8 }, (_, index) => `staff:p${index}` as const);
    await Promise.all(people.map((person) => devices.grant(grant(person))));
    expect((await links.find(link, device))?.officials.map(({ subject }) => subject).toSorted()).toEqual(people);
    await devices.grant({ ...grant("staff:late", "2027-03-01T02:00:00Z"), until: "2027-05-30T02:00:00Z" });
    expect((await links.find(link, device))?.officials.map(({ subject }) => subject)).toEqual(["staff:late"]);
  });
});
