/** `npm run agency -- set KEY VALUE` */
import { checkSettings } from "../../../../functions/domain/administration/settings-check.ts";
import { withBooks } from "../../../../functions/domain/administration/room-books.ts";
import {
  settingsFields,
  shownSetting,
  typedValue,
  withValue,
  type SettingsField,
} from "../../../../functions/domain/administration/settings-fields.ts";
import { fileNamed, inAgency, Refused, store, whenSeen, type Command } from "./command.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { missingRoleLines } from "./words.ts";

/** The sender of mails is made of these when the service starts. */
const ofTheSender = ["name", "email"];

export const set: Command = async ({ dataDir, words, say }) => {
  const [key, ...values] = words;
  if (key === undefined || values.length === 0)
    throw new Refused(
      'Sebutkan kunci dan nilainya, misalnya: npm run agency -- set room.capacity 60. Kosongkan dengan "".',
    );
  const field = settingsFields.find((each) => each.key === key);
  if (!field)
    throw new Refused(
      `Kunci "${key}" tidak dikenal. Yang dikenal:`,
      ...settingsFields.map((each) => `  ${each.key.padEnd(24)} ${each.label}`),
    );
  const value = await valueOf(field, values.join(" "));
  await inAgency(dataDir, async (work) => {
    const { goLive } = work.settings.calendar;
    // A calendar of the next year says nothing of the first day.
    const kept = key === "calendar" && isCalendar(value) && goLive ? { goLive, ...value } : value;
    const typed = checkSettings(withValue(work.settings, key, kept));
    const checked = typed.ok ? checkSettings(withBooks(work.settings, typed.settings)) : typed;
    if (!checked.ok)
      throw new Refused(
        ...checked.problems.map(({ at, message }) => `${at}: ${message.id}`),
        "Tidak ada yang disimpan.",
      );
    const { settings } = checked;
    const [before, after] = [shownSetting(field, work.settings), shownSetting(field, settings)];
    if (before === after) return say(`${field.label} (${key}) sudah ${after === "" ? "kosong" : after}.`);
    await store(work, { settings, demo: work.records.demo });
    say(`${field.label} (${key}): ${before === "" ? "kosong" : before} -> ${after === "" ? "kosong" : after}`);
    if (key === "signatory.role")
      for (const line of missingRoleLines(missingRoles(checked.settings, work.staff))) say(line);
    say(whenSeen(work.office));
    if (ofTheSender.includes(key) && work.office.hostRuns)
      say("Pengirim surel memakai nilai baru sesudah layanan dimulai ulang.");
  });
};

function isCalendar(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What was typed; a value of several lines comes from a file: `@kalender.json`. */
async function valueOf(field: SettingsField, typed: string): Promise<unknown> {
  const text =
    field.kind === "json" && typed.startsWith("@") ? (await fileNamed(typed.slice(1))).toString("utf8") : typed;
  try {
    return typedValue(field, text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refused(
      `${field.key}: tulis JSON, atau @BERKAS.json (${error.message}). Contoh nilainya: npm run agency -- show --json`,
    );
  }
}
