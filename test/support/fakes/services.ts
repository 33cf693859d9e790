import { createHash } from "node:crypto";
import { logTo } from "../../../functions/adapters/log.ts";
import { secretsFrom } from "../../../functions/adapters/secrets.ts";
import type { Erasure } from "../../../functions/domain/case/records.ts";
import { judgedContent } from "../../../statemachines/form/judged-type.ts";
import type { LogEvent } from "../../../functions/domain/log-events.ts";
import type {
  Printer,
  Files,
  Log,
  Mailer,
  Metrics,
  MailDomains,
  OutgoingMail,
  Secrets,
  Sessions,
  Workflow,
} from "../../../functions/domain/ports.ts";

/** Keeps what was sent. */
export interface FakeMailer extends Mailer {
  sent: OutgoingMail[];
  /** Addresses that refused mail before and were to be tried again. */
  triedAgain: string[];
  /** Mails to an address, oldest first. */
  to(address: string): OutgoingMail[];
}

export function fakeMailer(): FakeMailer {
  const sent: OutgoingMail[] = [];
  const triedAgain: string[] = [];
  return {
    sent,
    triedAgain,
    async tryAgain(address) {
      triedAgain.push(address);
    },
    to: (address) => sent.filter((mail) => mail.to.address === address),
    async send(mail) {
      sent.push(structuredClone(mail));
    },
  };
}

/** Keeps what it was asked; it runs nothing. */
export interface FakeWorkflow extends Workflow {
  started: { procedure: string; caseId: string }[];
  resumed: { token: string; outcome: string }[];
}

export function fakeWorkflow(): FakeWorkflow {
  const started: FakeWorkflow["started"] = [];
  const resumed: FakeWorkflow["resumed"] = [];
  return {
    started,
    resumed,
    async start({ procedure, caseId }) {
      if (!started.some((each) => each.caseId === caseId)) started.push({ procedure, caseId });
      return true;
    },
    async state({ caseId }) {
      return { status: started.some((each) => each.caseId === caseId) ? "running" : "missing", error: null };
    },
    async stop() {
      // It runs nothing.
    },
    async resume(token, outcome) {
      const isFirst = !resumed.some((each) => each.token === token);
      resumed.push({ token, outcome });
      return isFirst;
    },
  };
}

/** The same derivations as in production from a known secret; codes and ids that a test can foresee. */
export interface FakeSecrets extends Secrets {
  /** The code given last. */
  lastCode(): string;
}

export function fakeSecrets(): FakeSecrets {
  let codes = 0;
  let files = 0;
  const codeNumbered = (count: number): string => String(123_455 + count);
  return {
    ...secretsFrom("a secret for tests"),
    code: () => codeNumbered((codes += 1)),
    lastCode: () => codeNumbered(codes),
    randomId: () => `file-${(files += 1)}`,
  };
}

/** Files by id; tests put them there as a browser would. */
export interface FakeFiles extends Files {
  put(id: string, name: string, bytes: Uint8Array): void;
  /** What was uploaded goes, as it does after a day. */
  remove(id: string): void;
  /** What was accepted, by its folder and hash. */
  kept: Map<string, Uint8Array>;
  /** What was noted as to be erased, by case and class. */
  erasures: Map<string, Erasure>;
}

export function fakeFiles(): FakeFiles {
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  const kept = new Map<string, Uint8Array>();
  const erasures = new Map<string, Erasure>();
  const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  return {
    kept,
    erasures,
    put: (id, name, bytes) => void files.set(id, { name, bytes }),
    remove: (id) => void files.delete(id),
    async presignUpload(id, name, type, size) {
      return { url: "https://files.test/", fields: { key: id, name, "Content-Type": type, size: String(size) } };
    },
    async inspect(id) {
      const file = files.get(id);
      if (!file) return null;
      const { bytes, name } = file;
      return { ...judgedContent(bytes), size: bytes.length, hash: hashOf(bytes), name };
    },
    async keep({ hash, id }, folder) {
      const bytes = files.get(id)?.bytes;
      if (!bytes || hashOf(bytes) !== hash) return false;
      kept.set(`${folder}/${hash}`, bytes);
      return true;
    },
    async erase({ hash, kept: folder }) {
      if (typeof folder === "string") kept.delete(`${folder}/${hash}`);
    },
    async noteErasure(caseId, erasure) {
      erasures.set(`${caseId} ${erasure.class}`, erasure);
    },
    async store(bytes, folder) {
      kept.set(`${folder}/${hashOf(bytes)}`, bytes);
      return { hash: hashOf(bytes), size: bytes.length };
    },
    async read(file) {
      const bytes = kept.get(`${String(file.kept)}/${file.hash}`);
      return bytes && hashOf(bytes) === file.hash ? bytes : null;
    },
    async stateOf(file) {
      const bytes = file.kept ? kept.get(`${String(file.kept)}/${file.hash}`) : files.get(file.id)?.bytes;
      if (!bytes) return "missing";
      return hashOf(bytes) === file.hash ? "whole" : "changed";
    },
    async presignDownload(file, name) {
      const place = file.kept ? `files/${String(file.kept)}/${file.hash}` : `letters/${file.id}`;
      return `https://files.test/${place}?name=${encodeURIComponent(name)}&type=${encodeURIComponent(file.type)}`;
    },
  };
}

/** Tokens that are valid, with their claims. */
export interface FakeSessions extends Sessions {
  valid: Map<string, Record<string, unknown>>;
}

export function fakeSessions(): FakeSessions {
  const valid = new Map<string, Record<string, unknown>>();
  return { valid, claims: async (token) => valid.get(token) ?? null };
}

export function fakeMailDomains(refused: string[] = []): MailDomains {
  return { accepts: async (domain) => (refused.includes(domain) ? "no" : "yes") };
}

/** Keeps what was emitted. */
export interface FakeMetrics extends Metrics {
  emitted: { figures: Parameters<Metrics["emit"]>[0]; about: Record<string, string | number> }[];
}

export function fakeMetrics(): FakeMetrics {
  const emitted: FakeMetrics["emitted"] = [];
  return { emitted, emit: (figures, about = {}) => void emitted.push({ figures, about }) };
}

/** The lines of the real log. */
export interface FakeLog extends Log {
  lines: string[];
  /** The lines of an event. */
  of(event: LogEvent): Record<string, unknown>[];
}

export function fakeLog(): FakeLog {
  const lines: string[] = [];
  const parsed = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    ...logTo((_level, line) => void lines.push(line)),
    lines,
    of: (event) => parsed().filter((line) => line["event"] === event),
  };
}

/** Draws a paper as the words that stand on it. */
export function fakePrinter(): Printer {
  return {
    async draw(sheet, at) {
      return { bytes: new TextEncoder().encode(JSON.stringify({ at, sheet })), pages: 1 };
    },
  };
}
