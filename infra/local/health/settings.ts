/** What the operator sets about health and alarms. */
import { StartUpError } from "../host/start-up-error.ts";

export interface HealthSettings {
  /** Whoever brings it is told the details. */
  token?: string;
  /** Addresses that alarms are mailed to; none: they are logged only. */
  alarmMail?: string[];
  /** Free space of the data folder's disk below which somebody should look, in megabytes. */
  diskWarnMb?: number;
  /** Folder in which backups are expected. */
  backupDir?: string;
}

/** Where the health is asked for, on the address that people open. */
export const healthPath = "/health";

/** A token that could be guessed would protect nothing. */
const shortestToken = 16;

/** @throws {StartUpError} naming the variable that cannot be used */
export function healthSettingsFrom({
  HEALTH_TOKEN: token,
  ALARM_MAIL: alarmMail,
  DISK_WARN_MB: diskWarn,
  BACKUP_DIR: backupDir,
}: NodeJS.ProcessEnv): HealthSettings {
  if (token && token.length < shortestToken)
    throw new StartUpError(`HEALTH_TOKEN must have at least ${shortestToken} characters.`);
  return {
    ...(token ? { token } : {}),
    ...(alarmMail ? { alarmMail: addressesIn(alarmMail) } : {}),
    ...(diskWarn ? { diskWarnMb: megabytesIn(diskWarn) } : {}),
    ...(backupDir ? { backupDir } : {}),
  };
}

function addressesIn(text: string): string[] {
  const addresses = text.split(",").map((address) => address.trim());
  const wrong = addresses.find((address) => !/^[^\s@<>"]+@[^\s@<>"]+$/.test(address));
  if (wrong === undefined) return addresses;
  throw new StartUpError(
    `ALARM_MAIL must be addresses with commas between them, such as it@example.go.id, not "${wrong}".`,
  );
}

function megabytesIn(text: string): number {
  const megabytes = Number(text);
  if (Number.isFinite(megabytes) && megabytes > 0) return megabytes;
  throw new StartUpError(`DISK_WARN_MB must be a number of megabytes above 0, not "${text}".`);
}
