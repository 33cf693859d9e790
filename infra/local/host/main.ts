/**
 * `npm start`: the whole service on this machine, until it is told to stop.
 *
 * Its settings come from the environment; docs/operate.md has all of them in one table.
 */
import { actors } from "../../../statemachines/language/actors.ts";
import { systemClock } from "./clock.ts";
import { demoStaff } from "./demo-agency.ts";
import { startHost, type Host } from "./host.ts";
import { logTo } from "./log.ts";
import { settingsFrom } from "./settings.ts";
import { StartUpError } from "./start-up-error.ts";
import { giveUp, stopOnSignal } from "./stop-on-signal.ts";

const skewMs = Number(process.env["CLOCK_SKEW_MS"] ?? 0);
const clock = systemClock(skewMs);
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { port, ...settings } = settingsFrom(process.env);
  const host = await startHost({
    ...settings,
    port,
    clock,
    firstDayToday: true,
    clockWasMoved: skewMs !== 0,
    say,
    log: logTo(process.stderr, () => clock.now()),
    onFailure: giveUp,
  });
  stopOnSignal(host, say);
  if (process.env["WELCOME"] !== "0") showTheWay(host);
  say(`ready ${host.url}`);
  // `npm run dev` waits for this message, and needs the port.
  process.send?.({ readyOn: host.port });
} catch (error) {
  if (!(error instanceof StartUpError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function showTheWay({ url, inboxUrl, isDemo }: Host): void {
  say("");
  say(`Official visit, visitor's form   ${url}/permohonan/official-visit`);
  say(`Staff                            ${url}/petugas`);
  if (inboxUrl) say(`Mail inbox (this machine only)   ${inboxUrl}`);
  if (isDemo) {
    say("");
    say("Demo people; sign in by their address, the code is in the mail inbox:");
    for (const { name, email, roles } of demoStaff) {
      say(`  ${email.padEnd(34)} ${name.padEnd(34)} ${roles.map((role) => actors[role]?.short.id ?? role).join(", ")}`);
    }
  }
  say("");
}
