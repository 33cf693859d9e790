/** The key of sealed copies, in a file of its own: 32 random bytes as a line of base64. */
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { codeOf, StartUpError } from "../host/start-up-error.ts";

const keyBytes = 32;

/** @throws {StartUpError} where the file cannot be read or holds no key */
export async function readKeyFile(file: string): Promise<Buffer> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new StartUpError(`BACKUP_KEY_FILE ${file} cannot be read (${codeOf(error) ?? "unknown reason"}).`);
  });
  const key = Buffer.from(text.trim(), "base64");
  if (key.length === keyBytes) return key;
  throw new StartUpError(
    `BACKUP_KEY_FILE ${file} holds no key. Make one by: npm run backup -- --new-key FILE, and keep it elsewhere than the copies.`,
  );
}

/** Makes a key that its owner alone can read. @throws {StartUpError} where there is a file already: copies may need its key */
export async function makeKeyFile(file: string): Promise<void> {
  const text = `${randomBytes(keyBytes).toString("base64")}\n`;
  await writeFile(file, text, { mode: 0o600, flag: "wx", flush: true }).catch((error: unknown) => {
    if (codeOf(error) === "EEXIST") throw new StartUpError(`${file} exists already, and copies may need it.`);
    throw new StartUpError(`${file} cannot be written (${codeOf(error) ?? "unknown reason"}).`);
  });
}
