/** Health and alarms of one machine, from its start to its stop. */
import type { Clock } from "../host/clock.ts";
import type { DataFolder } from "../host/data-folder.ts";
import { failureFacts, type Log } from "../host/log.ts";
import type { Services } from "../host/services.ts";
import type { Endpoint } from "../gateway/server.ts";
import type { Invocation } from "../emulators/lambda/index.ts";
import type { Facts } from "./alarms.ts";
import { overMail, ringingMail } from "./alarm-mail.ts";
import { watchAlarms, type AlarmWatchOptions } from "./alarm-watch.ts";
import { watchHealth } from "./health.ts";
import { healthSchema } from "./schema.ts";
import { serveHealth } from "./serve-health.ts";
import type { HealthSettings } from "./settings.ts";
import type { Tally } from "./tally.ts";

export interface OpenHealthOptions {
  settings: HealthSettings;
  services: Services;
  folder: Pick<DataFolder, "path" | "format">;
  clock: Clock;
  /** Milliseconds since any instant, whatever becomes of the clock. */
  monotonic: () => number;
  tally: Tally;
  log: Log;
  /** Address that people open. */
  publicUrl: string;
  /** Nobody but this machine is served. */
  isPrivate: boolean;
  mailFrom: string;
  /** Resolves when the message is on disk. */
  sendMail(raw: Uint8Array): Promise<void>;
}

export interface OpenedHealth {
  endpoint: Endpoint;
  /** Runs a sweep and remembers how it went. */
  sweeping(run: () => Promise<Invocation>): Promise<Invocation>;
  /** Looks at all alarms, as every minute. */
  lookAtAlarms(): Promise<void>;
  close(): void;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function openHealth(options: OpenHealthOptions): OpenedHealth {
  const { settings, services, folder, clock, monotonic, tally, log, isPrivate } = options;
  const { local, workflow, relay, tables } = services;
  local.migrate(healthSchema);
  const now = () => clock.now();
  const versions = { data: folder.format, tables };
  const { diskWarnMb, backupDir, token } = settings;
  const parts = { local, dataDir: folder.path, clock, monotonic, workflow, relay, diskWarnMb, backupDir, versions };
  const health = watchHealth(parts);
  const alarms = watchAlarms({ local, log, now, mail: mailerTo(options) });

  function mailFates(): Facts["mailFates"] {
    try {
      return relay?.fates(now() - dayMs) ?? { taken: 0, lost: 0 };
    } catch {
      // There is another alarm for a store that cannot be read.
      return { taken: 0, lost: 0 };
    }
  }

  async function lookAtAlarms(): Promise<void> {
    const { parts } = await health.look();
    await alarms.look({ parts, tally, mailFates: mailFates() });
  }

  const timer = setInterval(() => {
    lookAtAlarms().catch((error: unknown) => log("alarms-not-looked-at", failureFacts(error)));
  }, minuteMs);
  timer.unref();
  return {
    endpoint: (request, response) =>
      serveHealth(request, response, { look: () => health.look(), ringing: () => alarms.ringing(), token, isPrivate }),
    sweeping: (run) => health.sweeping(run),
    lookAtAlarms,
    close: () => clearInterval(timer),
  };
}

function mailerTo({ settings, services, publicUrl: url, mailFrom: from, sendMail }: OpenHealthOptions) {
  const to = settings.alarmMail ?? [];
  if (to.length === 0) return null;
  const mail: AlarmWatchOptions["mail"] = async (alarm, since, about) => {
    const zone = (await services.agencyTable.agency())?.settings.calendar.zone ?? "Asia/Jakarta";
    const parts = { from, to, alarm, url, zone, since };
    await sendMail(await ("what" in about ? ringingMail(parts, about.what) : overMail(parts, about.over)));
  };
  return mail;
}
