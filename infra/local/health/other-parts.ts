/** The parts whose health follows from a figure or two. */
import { statfs } from "node:fs/promises";
import { isOfServer } from "../emulators/ses/mail-trouble.ts";
import type { Relay, RelayStatus } from "../emulators/ses/relay.ts";
import type { Workflow } from "../emulators/step-functions/engine/workflow.ts";
import { above, type Status } from "./status.ts";

export interface WorkflowHealth {
  status: Status;
  /** By how much the earliest timer is overdue; null where the journal cannot be read. */
  overdueSeconds: number | null;
}

/** @param now epoch milliseconds */
export function workflowHealth({ nextWakeAt }: Pick<Workflow, "nextWakeAt">, now: number): WorkflowHealth {
  try {
    const overdue = Math.max(0, Math.round((now - (nextWakeAt() ?? now)) / 1_000));
    return { status: above(overdue, 60, 15 * 60), overdueSeconds: overdue };
  } catch {
    return { status: "failed", overdueSeconds: null };
  }
}

export interface MailHealth extends Omit<RelayStatus, "waiting"> {
  status: Status;
  /** Mail is handed on to a mail server; without, it stays in the inbox of this machine. */
  relayed: boolean;
  /** Null where the queue cannot be read. */
  waiting: number | null;
}

const longWaitMs = 60 * 60_000;
const nothingKnown = { oldest: null, trouble: null, lastTaken: null };

/** Mail that waits harms nobody's decision, so it never makes the service fail. @param now epoch milliseconds */
export function mailHealth(relay: Pick<Relay, "status"> | null, now: number): MailHealth {
  if (!relay) return { status: "ok", relayed: false, waiting: 0, ...nothingKnown };
  try {
    const standing = relay.status();
    const waitsLong = standing.oldest !== null && now - Date.parse(standing.oldest) >= longWaitMs;
    const isTroubled = standing.trouble !== null && isOfServer(standing.trouble.word);
    return { status: waitsLong || isTroubled ? "degraded" : "ok", relayed: true, ...standing };
  } catch {
    return { status: "degraded", relayed: true, waiting: null, ...nothingKnown };
  }
}

export interface DiskHealth {
  status: Status;
  /** Of the data folder's disk; null where it cannot be asked. */
  freeMb: number | null;
  warnBelowMb: number;
}

/** With less, a write may fail at any moment. */
const fullBelowMb = 50;
const megabyte = 1024 * 1024;

export async function diskHealth(folder: string, warnBelowMb: number, free = freeBytes): Promise<DiskHealth> {
  try {
    const freeMb = Math.floor((await free(folder)) / megabyte);
    const status = freeMb < fullBelowMb ? "failed" : freeMb < warnBelowMb ? "degraded" : "ok";
    return { status, freeMb, warnBelowMb };
  } catch {
    return { status: "degraded", freeMb: null, warnBelowMb };
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
