import { expect, it } from "vitest";
import type { Grant, Subject } from "../../functions/domain/ports.ts";
import { onEveryStore } from "./stores.ts";

const device = "d".repeat(64);
const grant = (subject: Subject, since: string, on = device): Grant => ({
  ...{ device: on, subject, name: "Chrome, Android", shared: false, since, until: "2027-02-21T02:00:00Z", link: null },
});

onEveryStore("devices", (stores) => {
  it("tell for an official what any official may there, for a requester that alone", async () => {
    const { devices } = stores();
    for (const subject of ["requester:KJG-2026-00001", "requester:KJG-2026-00002", "staff:ani", "staff:budi"] as const)
      await devices.grant(grant(subject, "2026-11-23T02:00:00Z"));
    const subjects = async (asked: Subject, of = device) =>
      (await devices.grants(of, asked)).map(({ subject }) => subject);
    expect(await subjects("staff:ani")).toEqual(["staff:ani", "staff:budi"]);
    expect(await subjects("requester:KJG-2026-00002")).toEqual(["requester:KJG-2026-00002"]);
    expect(await subjects("requester:KJG-2026-00003")).toEqual([]);
    expect(await subjects("staff:ani", "e".repeat(64))).toEqual([]);
  });

  it("list somebody's, the latest first; a new proof takes the place of the old", async () => {
    const { devices } = stores();
    const other = "e".repeat(64);
    await devices.grant(grant("staff:ani", "2026-11-23T02:00:00Z"));
    await devices.grant(grant("staff:ani", "2026-11-23T03:00:00Z", other));
    await devices.grant(grant("staff:ani", "2026-11-23T04:00:00Z"));
    await devices.grant(grant("staff:budi", "2026-11-23T05:00:00Z"));
    expect((await devices.of("staff:ani")).map((each) => each.device)).toEqual([device, other]);
  });

  it("end one for one person, and list it no more; ending what is not there does nothing", async () => {
    const { devices } = stores();
    await devices.grant(grant("staff:ani", "2026-11-23T02:00:00Z"));
    await devices.grant(grant("staff:budi", "2026-11-23T02:00:00Z"));
    await devices.end(device, "staff:ani", "2026-11-24T02:00:00Z");
    await devices.end("e".repeat(64), "staff:ani", "2026-11-24T02:00:00Z");
    expect(await devices.of("staff:ani")).toEqual([]);
    expect((await devices.of("staff:budi")).length).toBe(1);
    expect((await devices.grants(device, "staff:ani")).map(({ until }) => until)).toEqual([
      "2026-11-24T02:00:00Z",
      "2027-02-21T02:00:00Z",
    ]);
    expect(await devices.grants("e".repeat(64), "staff:ani")).toEqual([]);
  });
});
