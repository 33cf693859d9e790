/** What operators copy and read is held to the code. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { manifest } from "../../../functions/manifest.ts";
import { variables } from "../../../infra/names.ts";
import { bodyLimit } from "../../../infra/local/emulators/s3/index.ts";
import { idleConnectionMs } from "../../../infra/local/gateway/server.ts";
import { localAlarms } from "../../../infra/local/health/alarms.ts";
import { alarms } from "../../../infra/alarms.ts";
import { settingsFrom } from "../../../infra/local/host/settings.ts";
import { stopWithinMs } from "../../../infra/local/host/stop-on-signal.ts";
import { environmentNames, environmentNamesIn } from "./environment-names.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const operate = (file: string): string => read(`infra/local/operate/${file}`);
const guide = read("docs/operate.md");

/** First cells of the tables of a section, each of their names. */
function namesIn(section: string): string[] {
  const [, text = ""] = guide.split(`\n## ${section}\n`);
  const rows = (text.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
}

/** Section -> name -> values, in their order. */
function unit(file: string): Record<string, Record<string, string[]>> {
  const sections: Record<string, Record<string, string[]>> = {};
  let section: Record<string, string[]> = {};
  for (const line of operate(file).split("\n")) {
    const [, head] = /^\[(\w+)\]$/.exec(line) ?? [];
    if (head) section = sections[head] ??= {};
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name) (section[name] ??= []).push(value ?? "");
  }
  return sections;
}

/** `12m`, `12MiB`, `60s`: bytes or milliseconds. */
function amount(text: string | undefined): number {
  const [, figure, measure = ""] = /^(\d+)([a-zA-Z]*)$/.exec(text ?? "") ?? [];
  const factor = { s: 1_000, min: 60_000, m: 1024 ** 2, MiB: 1024 ** 2 }[measure];
  return Number(figure) * (factor ?? Number.NaN);
}

describe("the table of environment variables", () => {
  test("names every variable that the code reads or sets, and no other", () => {
    const used = environmentNamesIn([path.join(root, "infra/local"), path.join(root, "functions")]);
    const ofFunctions = manifest.flatMap((row) => row.variables);
    expect(namesIn("Environment").toSorted()).toEqual(
      [...new Set([...used, ...ofFunctions, ...Object.keys(variables)])].toSorted(),
    );
  });

  test.each([
    ['const a = process.env["ONE"];', ["ONE"]],
    ["const a = process.env.ONE;", ["ONE"]],
    ["function f({ ONE: one, TWO }: NodeJS.ProcessEnv) {}", ["ONE", "TWO"]],
    ["const { ONE: _, ...rest } = process.env;", ["ONE"]],
    ['const a = variable("ONE");', ["ONE"]],
    ["Object.assign(process.env, values, { ONE: 1 });", ["ONE"]],
    ["const env = { ...process.env, ONE: 1 };", ["ONE"]],
    ['for (const name of ["ONE", "TWO"]) delete process.env[name];', ["ONE", "TWO"]],
    ['const a = "ONE" in environment;', ["ONE"]],
    ['const a = other["ONE"]; const b = { TWO: 2 };', []],
  ])("would notice %s", (source, names) => {
    expect(environmentNames(source)).toEqual(names);
  });
});

test("the guide has every alarm, and says which have a counterpart on AWS", () => {
  const listed = namesIn("Health and alarms").filter((name) => name.includes("-"));
  expect(listed.toSorted()).toEqual(Object.keys(localAlarms).toSorted());
  const alsoOnAws = [...guide.matchAll(/^\| `([a-z-]+)` \| .* \| yes \|$/gm)].map(([, name]) => name);
  expect(alsoOnAws.toSorted()).toEqual(Object.keys(alarms).toSorted());
});

test("the guide has every reason for which mail fails", () => {
  const source = read("infra/local/emulators/ses/mail-trouble.ts");
  const [, words = ""] = /export type Trouble =([^;]*);/.exec(source) ?? [];
  const troubles = [...words.matchAll(/"([a-z-]+)"/g)].map(([, word]) => word);
  expect(namesIn("Mail").toSorted()).toEqual(troubles.toSorted());
});

test("every file that the guide names is there, and every file for operators is named", () => {
  const linked = [...guide.matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, file = ""]) => file);
  expect(linked.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  for (const file of readdirSync(path.join(root, "infra/local/operate"))) {
    const isNamed = guide.includes(file) || guide.includes(file.replace(/\.(service|timer)$/, ".*"));
    expect([file, isNamed]).toEqual([file, true]);
  }
});

describe("the units of systemd", () => {
  const service = unit("alur-pustaka.service")["Service"] ?? {};

  test("start what `npm start` starts", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(service["ExecStart"]).toEqual([`/usr/bin/env ${scripts["start"]?.replace(/^exec /, "")}`]);
  });

  test("give the service the time that it gives itself to stop, and then some", () => {
    expect(amount(service["TimeoutStopSec"]?.[0])).toBeGreaterThan(stopWithinMs + 5_000);
    expect(service).toMatchObject({ KillSignal: ["SIGTERM"], KillMode: ["mixed"], Restart: ["on-failure"] });
  });

  test.each(["alur-pustaka.service", "alur-pustaka-backup.service"])(
    "%s keeps to its folder, as a user of its own",
    (file) => {
      const {
        User,
        StateDirectory,
        StateDirectoryMode,
        UMask,
        ProtectSystem,
        NoNewPrivileges,
        Environment,
        EnvironmentFile,
      } = unit(file)["Service"] ?? {};
      expect({ User, StateDirectory, StateDirectoryMode, UMask, ProtectSystem, NoNewPrivileges }).toEqual({
        User: ["alur-pustaka"],
        StateDirectory: ["alur-pustaka"],
        StateDirectoryMode: ["0700"],
        UMask: ["0077"],
        ProtectSystem: ["strict"],
        NoNewPrivileges: ["yes"],
      });
      expect(Environment?.join(" ").split(" ")).toContain("DATA_DIR=/var/lib/alur-pustaka");
      expect(EnvironmentFile).toEqual(["/etc/alur-pustaka/env"]);
    },
  );

  test("set only variables that there are, as does the example, which the service takes", () => {
    const example = operate("env.example")
      .split("\n")
      .filter((line) => /^#?[A-Z_]+=/.test(line));
    const set = example.map((line) => line.replace("#", "").split("=") as [string, ...string[]]);
    const inUnit = (service["Environment"] ?? []).flatMap((line) => line.split(" ")).map((pair) => pair.split("=")[0]);
    for (const name of [...set.map(([name]) => name), ...inUnit]) expect(namesIn("Environment")).toContain(name);
    const environment = Object.fromEntries(set.map(([name, ...value]) => [name, value.join("=")]));
    expect(settingsFrom(environment)).toMatchObject({
      port: 3000,
      publicUrl: "https://pustaka.contoh.go.id",
      health: { alarmMail: ["it@contoh.go.id"] },
    });
  });

  test("make a copy by the command of that name", () => {
    expect(unit("alur-pustaka-backup.service")["Service"]?.["ExecStart"]?.[0]).toContain("npm run --silent backup -- ");
    expect(unit("alur-pustaka-backup.timer")["Timer"]?.["OnCalendar"]).not.toHaveLength(0);
  });
});

describe.each(["nginx.conf", "Caddyfile"])("%s", (file) => {
  // Not what is commented.
  const text = operate(file).replaceAll(/^\s*#.*$/gm, "");
  const setting = (nginx: RegExp, caddy: RegExp): number =>
    amount((file === "nginx.conf" ? nginx : caddy).exec(text)?.[1]);

  test("lets in what the service takes", () => {
    const largest = setting(/client_max_body_size (\w+);/, /max_size (\w+)/);
    expect(largest).toBeGreaterThanOrEqual(bodyLimit);
  });

  test("waits longer than the service does", () => {
    const longest = Math.max(...manifest.map((row) => (row.trigger.kind === "http" ? row.timeoutSeconds : 0)));
    expect(setting(/proxy_read_timeout (\w+);/, /response_header_timeout (\w+)/)).toBeGreaterThan(longest * 1_000);
  });

  test("lets go of an idle connection before the service does", () => {
    expect(setting(/keepalive_timeout (\w+);/, /keepalive (\w+)/)).toBeLessThan(idleConnectionMs);
  });

  test("leads to the service, never to its mails, and keeps no addresses", () => {
    expect(text).toContain(`127.0.0.1:${settingsFrom({}).port}`);
    if (file === "nginx.conf") {
      for (const line of [
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "location = /mail { return 404; }",
        "location ^~ /mail/ { return 404; }",
        "access_log off;",
      ])
        expect(text).toContain(line);
      expect(text).toMatch(/error_log \S+ crit;/);
    } else {
      expect(text).toContain("@inbox path /mail /mail/*");
      expect(text).toContain("respond @inbox 404");
      expect(text).not.toMatch(/^\s*log\b/m);
    }
  });
});
