import { describe, expect, it } from "vitest";
import {
  clockTime,
  duration,
  formatNumber,
  longDate,
  momentNear,
  shortDate,
  timeOfDay,
  timeRange,
  usedOf,
  workingDays,
  zoneLabel,
  type Style,
} from "../../functions/domain/format.ts";
import { lateBy } from "../../functions/domain/used-time.ts";

const id: Style = { language: "id", zone: "Asia/Jakarta" };
const en: Style = { language: "en", zone: "Asia/Jakarta" };

describe("dates", () => {
  it("are written in full as letters do", () => {
    expect(longDate("2026-11-30", id)).toBe("Senin, 30 November 2026");
    expect(longDate("2026-11-30", en)).toBe("Monday, 30 November 2026");
    expect(longDate("2026-11-27", id)).toBe("Jumat, 27 November 2026");
  });

  it("are abbreviated the Indonesian way", () => {
    const short = Array.from({ length: 12 }, (_, month) => shortDate(Date.UTC(2026, month, 9), id));
    expect(short.map((date) => date.split(" ")[1]).join(" ")).toBe("Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des");
    expect(shortDate("2026-11-30", id)).toBe("30 Nov 2026");
  });

  it("of a moment are those of the agency's zone", () => {
    const lateEvening = "2026-11-29T18:30:00Z";
    expect(longDate(lateEvening, id)).toBe("Senin, 30 November 2026");
    expect(longDate(new Date(lateEvening), { ...id, zone: "UTC" })).toBe("Minggu, 29 November 2026");
  });

  it("without an hour are the same day in every zone", () => {
    for (const zone of ["America/New_York", "Asia/Jayapura"]) {
      expect(shortDate("2026-12-02", { ...id, zone })).toBe("2 Des 2026");
    }
  });

  it("that are none are refused", () => {
    expect(() => longDate("besok", id)).toThrow(RangeError);
  });
});

describe("times", () => {
  it("have a dot and the zone", () => {
    expect(timeOfDay("2026-11-30T02:00:00Z", id)).toBe("09.00");
    expect(timeOfDay("2026-11-29T17:00:00Z", id)).toBe("00.00");
    expect(clockTime("09:00", id)).toBe("pukul 09.00 WIB");
    expect(timeRange("09:00", "11:00", id)).toBe("pukul 09.00-11.00 WIB");
    expect(timeRange("2026-11-30T02:00:00Z", "2026-11-30T04:00:00Z", en)).toBe("09:00-11:00 WIB");
  });

  it("name the three zones of the country", () => {
    const zones = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin"];
    expect(zones.map(zoneLabel)).toEqual(["WIB", "WIB", "WITA", "WIT", "Europe/Berlin"]);
  });
});

describe("moments near now", () => {
  const now = "2026-11-29T20:00:00+07:00";

  it.each([
    ["2026-11-29T23:59:00+07:00", "hari ini 23.59 WIB", "today 23:59 WIB"],
    ["2026-11-30T00:00:00+07:00", "besok 00.00 WIB", "tomorrow 00:00 WIB"],
    ["2026-11-28T10:17:00+07:00", "kemarin 10.17 WIB", "yesterday 10:17 WIB"],
    ["2026-12-01T10:00:00+07:00", "Sel 1 Des 10.00 WIB", "Tue 1 Dec 10:00 WIB"],
    ["2027-01-04T07:30:00+07:00", "Sen 4 Jan 2027 07.30 WIB", "Mon 4 Jan 2027 07:30 WIB"],
  ])("%s reads as %s", (moment, indonesian, english) => {
    expect(momentNear(moment, now, id)).toBe(indonesian);
    expect(momentNear(moment, now, en)).toBe(english);
  });

  it("know that tomorrow may be next year", () => {
    expect(momentNear("2027-01-01T09:00:00+07:00", "2026-12-31T09:00:00+07:00", id)).toBe("besok 09.00 WIB");
  });
});

describe("lengths", () => {
  it.each([
    [0, "0 menit", "0 minutes"],
    [1, "1 menit", "1 minute"],
    [60, "1 jam", "1 hour"],
    [135, "2 jam 15 menit", "2 hours 15 minutes"],
    [135.9, "2 jam 15 menit", "2 hours 15 minutes"],
  ])("of %d minutes", (minutes, indonesian, english) => {
    expect(duration(minutes, "id")).toBe(indonesian);
    expect(duration(minutes, "en")).toBe(english);
  });

  it("of working days mark the plural in English only", () => {
    expect([workingDays(1, "id"), workingDays(5, "id")]).toEqual(["1 hari kerja", "5 hari kerja"]);
    expect([workingDays(1, "en"), workingDays(5, "en")]).toEqual(["1 working day", "5 working days"]);
  });

  it("show what is used of the standard", () => {
    expect(usedOf(18.7, 20, "id")).toBe("18 dari 20 menit");
    expect(usedOf(75, 20, "en")).toBe("75 of 20 minutes");
    expect(usedOf(65, 450, "id")).toBe("1 jam 5 menit dari 7 jam 30 menit");
  });

  it("show how late it is, from the first moment on", () => {
    expect(lateBy(14.2, "id")).toBe("terlambat 14 menit");
    expect(lateBy(0.2, "id")).toBe("terlambat 1 menit");
    expect(lateBy(75, "en")).toBe("1 hour 15 minutes late");
  });

  it("of lateness is told in the largest unit that fits", () => {
    expect(lateBy(81 * 60 + 57, "id")).toBe("terlambat 10 hari kerja");
    expect(lateBy(450, "en")).toBe("1 working day late");
    expect(lateBy(449, "id")).toBe("terlambat 7 jam 29 menit");
  });
});

describe("numbers", () => {
  it("have Indonesian marks", () => {
    expect(formatNumber(1234.5, "id")).toBe("1.234,5");
    expect(formatNumber(1234567, "id")).toBe("1.234.567");
    expect(formatNumber(1234.5, "en")).toBe("1,234.5");
    expect(formatNumber(3.14159, "id", 2)).toBe("3,14");
    expect(formatNumber(-0.01, "id")).toBe("0");
  });
});
