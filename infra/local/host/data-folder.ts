/** The data folder: what must be in it, and the secrets that are made on the first run. */
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile, access, constants } from "node:fs/promises";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import * as z from "zod";
import { databaseFile } from "./database.ts";
import { writeDurably } from "./durable-file.ts";
import { codeOf, StartUpError } from "./start-up-error.ts";

/** Kept in `secrets.json`, readable by its owner only. */
export interface Secrets {
  /** Links are derived from it: without it every mailed link is dead. */
  linkSecret: string;
  /** Known devices and open pages are vouched for by it; another one makes all of them unknown. */
  deviceSecret: string;
  /** Secret key with which requests to the inner endpoints and presigned addresses are signed. */
  awsSecret: string;
  /** Signs the cookies of the sign-in pages. */
  cookieSecret: string;
  /** Private keys of the sign-in tokens. */
  signingKeys: JWK[];
}

const secretsSchema = z
  .object({
    linkSecret: z.string().min(40),
    deviceSecret: z.string().min(40).optional(),
    awsSecret: z.string().min(40),
    cookieSecret: z.string().min(40),
    signingKeys: z.array(z.looseObject({ kty: z.string(), kid: z.string(), d: z.string() })).min(1),
  })
  // The two were one at first.
  .transform(({ deviceSecret, ...secrets }) => ({ ...secrets, deviceSecret: deviceSecret ?? secrets.linkSecret }));

export interface DataFolder {
  path: string;
  /** Of what is in it once the first start has come through. */
  format: number;
  secrets: Secrets;
  /** Nothing was in it: the demo agency may be put in. */
  isNew: boolean;
  /** An older program completed it and nothing else has been started on it since: some parts are still to be taken over. */
  isOfFormat1: boolean;
  /** Call when the first start has come through: from then on a missing part means damage, not a new folder. */
  complete(): Promise<void>;
}

/**
 * What a completed folder consists of, by its format; an empty replacement would silently lose cases. A folder of format 1 is
 * taken over at its first start, and may have been stopped on the way.
 */
const parts = {
  1: ["secrets.json", ["table/CURRENT", databaseFile], ["workflow.sqlite", databaseFile]],
  2: ["secrets.json", databaseFile],
};
type Format = keyof typeof parts;
const format: Format = 2;
/** Written last into a folder that is complete. */
export const marker = "alur-pustaka.json";
/** Secrets of the installation, for its owner only. */
export const secretsFile = "secrets.json";
/** In a folder that is being restored, until all is in its place. */
export const restoringFolder = "restoring";

const markerSchema = z.object({ format: z.int().positive() });

/** Whether nothing has been started on a folder yet, or not to the end. */
export function isUnused(folder: string): boolean {
  return !existsSync(path.join(folder, marker));
}

/**
 * Makes or checks the folder. Changes nothing in one that is incomplete or damaged.
 * @throws {StartUpError}
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartUpError(`The data folder ${folder} cannot be written (${codeOf(error) ?? "unknown reason"}).`, {
      cause: error,
    });
  }
  if (existsSync(path.join(folder, restoringFolder))) {
    throw new StartUpError(`The data folder ${folder} is only half restored. Run the restore again.`);
  }
  const isNew = isUnused(folder);
  let found: Format | null = null;
  if (!isNew) {
    found = await formatOf(folder);
    const missing = parts[found].flatMap((part) => missingPart(folder, part));
    if (missing.length > 0) throw damaged(folder, missing.join(", "));
  } else if (existsSync(path.join(folder, databaseFile)) && !existsSync(path.join(folder, secretsFile))) {
    throw damaged(folder, "secrets.json is missing");
  }
  const secrets = await openSecrets(folder);
  return {
    path: folder,
    format,
    secrets,
    isNew,
    isOfFormat1: found === 1,
    complete: () => (found === format ? Promise.resolve() : markComplete(folder)),
  };
}

function damaged(folder: string, what: string): StartUpError {
  return new StartUpError(
    `The data folder ${folder} is damaged: ${what}. Restore it from a backup; nothing was changed.`,
  );
}

async function formatOf(folder: string): Promise<Format> {
  const known = markerSchema.safeParse(parsed(await readFile(path.join(folder, marker), "utf8")));
  if (!known.success) throw damaged(folder, `${marker} cannot be read`);
  const found = known.data.format;
  if (isKnown(found)) return found;
  throw new StartUpError(
    `The data folder ${folder} was written by a newer version of Alur Pustaka (${marker} says format ${found}, this ` +
      `version knows ${format}). Start the newer version, or restore a backup from before the upgrade; nothing was changed.`,
  );
}

function isKnown(found: number): found is Format {
  return Object.hasOwn(parts, found);
}

/** What is wrong with a part, where it is missing; of several names one is enough, and the first is the one to name. */
function missingPart(folder: string, part: string | readonly string[]): string[] {
  const names = [part].flat();
  const [first = "", ...others] = names.map((name) => absenceOf(folder, name));
  return first === null || others.includes(null) ? [] : [first];
}

/**
 * Why a file of a folder counts as not there; null where it is. An empty one would be taken for that of a new service.
 */
export function absenceOf(folder: string, name: string): string | null {
  const file = path.join(folder, name);
  if (!existsSync(file)) return `${name} is missing`;
  return statSync(file).size === 0 ? `${name} is empty` : null;
}

async function openSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, secretsFile);
  if (!existsSync(file)) await makeSecrets(file);
  try {
    const secrets = secretsSchema.safeParse(parsed(await readFile(file, "utf8")));
    if (secrets.success) return secrets.data;
  } catch (error) {
    throw new StartUpError(`${file} cannot be read (${codeOf(error) ?? "unknown reason"}).`, { cause: error });
  }
  throw damaged(folder, "secrets.json cannot be read");
}

/** Made whole beside its place, then linked: of two first starts at once, both go on with the same secrets. */
async function makeSecrets(file: string): Promise<void> {
  const secrets = await newSecrets();
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function newSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const secret = () => randomBytes(32).toString("base64url");
  return {
    linkSecret: secret(),
    deviceSecret: secret(),
    awsSecret: secret(),
    cookieSecret: secret(),
    signingKeys: [{ ...(await exportJWK(privateKey)), kid: randomBytes(8).toString("hex"), use: "sig", alg: "RS256" }],
  };
}

/**
 * Replaces the secrets of a folder that was restored: nobody is signed in on it and no device is known, whatever became of
 * the copy. Links in mails go on, for what people were sent cannot be sent anew.
 *
 * @throws {StartUpError} where the secrets cannot be read
 */
export async function renewSecrets(folder: string): Promise<void> {
  const { linkSecret } = await openSecrets(folder);
  const secrets: Secrets = { ...(await newSecrets()), linkSecret };
  await writeDurably(path.join(folder, secretsFile), `${JSON.stringify(secrets, null, 2)}\n`);
}

/** Says that a folder has all that a folder of today has. */
export async function markComplete(folder: string): Promise<void> {
  await writeDurably(path.join(folder, marker), `${JSON.stringify({ format })}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
