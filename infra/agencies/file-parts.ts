/** The names at the top of an agency's file. */
import type { AgencyConfig } from "./types.ts";

/** Everything that a file may hold at the top, and whether one machine uses it. */
const parts: Record<keyof AgencyConfig, boolean> = {
  settings: true,
  people: true,
  id: false,
  account: false,
  region: false,
  domain: false,
  certificateArn: false,
  hostedZone: false,
  sender: false,
  signInPrefix: false,
  alarmMail: false,
  requests: false,
  logDays: false,
  restoredTable: false,
};

export const knownParts = Object.keys(parts);

/** Whether one machine uses a part. */
export function isForOneMachine(name: string): boolean {
  return parts[name as keyof AgencyConfig];
}

/** Names at the top of a file that mean nothing. */
export function unknownParts(file: object): string[] {
  return Object.keys(file).filter((name) => !Object.hasOwn(parts, name));
}
