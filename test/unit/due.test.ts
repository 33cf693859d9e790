import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { report } from "../../infra/local/cli/due.ts";

describe("the due command", () => {
  it.each([
    ["2026-11-23 09:00", ["PT30M"], "2026-11-23T09:30+07:00"],
    ["2026-11-23 11:50", ["PT30M"], "2026-11-23T13:20+07:00"],
    ["2026-11-27 11:00", ["PT60M"], "2026-11-27T13:30+07:00"],
    ["2026-11-28 20:00", ["PT3M"], "2026-11-30T07:33+07:00"],
    ["2026-12-23 10:00", ["P1D"], "2026-12-28T10:00+07:00"],
    ["2026-11-27T15:00", ["P1D"], "2026-11-30T15:00+07:00"],
    ["2026-11-23 20:00", ["P1D"], "2026-11-24T16:00+07:00"],
    ["2026-11-23 10:00", ["P7D", "--lead"], "2026-11-30T00:00+07:00"],
    ["2026-11-23 09:00", ["PT1H30M"], "2026-11-23T10:30+07:00"],
  ])("answers %s %j with %s in its first line", (start, length, due) => {
    const result = report([start, ...length]);
    expect(result.ok && result.lines[0]).toBe(due);
  });

  it("tells the reasons after it, holidays by name", () => {
    const result = report(["2026-12-23 10:00", "P1D"]);
    expect(result.ok && result.lines.slice(1)).toEqual([
      "24 Des cuti bersama, 25 Des libur, 26-27 akhir pekan",
      "  24 Des: Cuti bersama Natal",
      "  25 Des: Natal",
    ]);
  });

  it("says which holidays are estimates, and which years have none yet", () => {
    const estimated = report(["2027-03-09 10:00", "P1D"]);
    expect(estimated.ok && estimated.lines).toContain("  10 Mar: Idulfitri 1448 H (perkiraan)");
    const unknown = report(["2027-12-31 10:00", "P1D"]);
    expect(unknown.ok && unknown.lines.at(-1)).toBe("Catatan: hari libur 2028 belum ada di kalender.");
  });

  it.each([
    [[]],
    [["2026-12-23 10:00"]],
    [["2026-12-23", "P1D"]],
    [["2026-02-30 10:00", "P1D"]],
    [["2026-12-23 25:00", "P1D"]],
    [["besok", "P1D"]],
    [["2026-12-23 10:00", "1D"]],
    [["2026-12-23 10:00", "P0D"]],
    [["2026-12-23 10:00", "PT0M"]],
    [["2026-12-23 10:00", "PT"]],
    [["2026-12-23 10:00", "-PT5M"]],
    [["2026-12-23 10:00", "P1DT2H"]],
    [["2026-12-23 10:00", "PT9999999M"]],
    [["2026-12-23 10:00", "P9999D"]],
    [["2026-12-23 10:00", "PT30M", "--lead"]],
    [["2026-12-23 10:00", "P1D", "more"]],
    [["2026-12-23 10:00", "P1D", "--unknown"]],
  ])("refuses %j with one line", (args) => {
    const result = report(args);
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.message).toMatch(/^[^\n]*Usage: npm run due[^\n]*$/);
  });

  it("writes answers to stdout, and refusals to stderr with exit code 2", () => {
    const answered = run("2026-12-23 10:00", "P1D");
    expect([answered.status, answered.stderr]).toEqual([0, ""]);
    expect(answered.stdout).toMatch(/^2026-12-28T10:00\+07:00\n24 Des cuti bersama/);
    const refused = run("besok", "P1D");
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

function run(...args: string[]) {
  const file = fileURLToPath(new URL("../../infra/local/cli/due.ts", import.meta.url));
  return spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
}
