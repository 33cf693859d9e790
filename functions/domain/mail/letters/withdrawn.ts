/** Letters about a case that ended by a wish: who had the wish, and who wrote it down. One wording for every service. */
import type { Text } from "../../../../statemachines/language/vocabulary.ts";
import { actingTitle } from "../../agency.ts";
import type { Answer } from "../../case/records.ts";
import { authorOf, nameAndTitle } from "../../told/author.ts";
import { reasonIn, styleOf, type LetterContext } from "./letter.ts";

/** @param what ended, as a sentence begins and goes on with it: "kunjungan SMPN 1 Contoh (KJG-2026-00001)" */
export function withdrawnTo(context: LetterContext, what: Text): string {
  const { answer, settings } = context;
  const { language } = styleOf(context);
  const author = answer ? authorOf(answer) : ({ kind: "requester" } as const);
  if (author.kind === "staff") {
    const by = actingTitle(settings, answer ?? settings.signatory)[language];
    const because = answer?.note ? { id: ` karena ${reasonIn(context, answer.note)}`, en: `: ${answer.note}` } : none;
    return {
      id: `Kami sampaikan bahwa ${what.id} dibatalkan${because.id}. Pembatalan ini dicatat oleh ${by}. Bila tidak sesuai dengan kehendak Bapak/Ibu, hubungi ${settings.phone}.`,
      en: `We tell you that ${what.en} is cancelled${because.en}. Our office (${by}) recorded it. If that is not what you wish, please call ${settings.phone}.`,
    }[language];
  }
  const through = author.kind === "asked" ? { id: ` ${author.through.id}`, en: ` ${author.through.en}` } : none;
  return {
    id: `Sesuai permintaan Bapak/Ibu${through.id}, ${what.id} telah dibatalkan.`,
    en: `As you asked${through.en}, ${what.en} is cancelled.`,
  }[language];
}

/** "oleh pemohon", "atas permintaan pemohon lewat telepon (dicatat oleh ...)", "oleh Budi, Kepala Seksi": for the staff. */
export function cancelledBy({ answer, settings }: LetterContext): string {
  if (!answer) return "oleh pemohon";
  const author = authorOf(answer);
  if (author.kind === "requester") return "oleh pemohon";
  const who = nameAndTitle(settings, answer, "id");
  return author.kind === "staff" ? `oleh ${who}` : `atas permintaan pemohon ${author.through.id} (dicatat oleh ${who})`;
}

/** ": "hujan"" after a sentence; empty where no reason was given. */
export function quoted(answer: Answer | null): string {
  return answer?.note ? `, dengan alasan "${answer.note.replace(/\.$/, "")}"` : "";
}

const none: Text = { id: "", en: "" };
