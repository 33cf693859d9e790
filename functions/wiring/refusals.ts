import type { Language, Text } from "../../statemachines/language/vocabulary.ts";
import type { ErrorBody } from "../contract/shared.ts";
import { links } from "../domain/paths.ts";
import { Refusal, RequestStoredOtherwise, UnknownTable, UnreadableItem, type RefusalKind } from "../domain/refusal.ts";
import { $ZodError } from "zod/v4/core";
import { UnreadableBody } from "./request-body.ts";

/** The one place where domain words become HTTP. */
const statuses: Record<RefusalKind, number> = {
  invalid: 422,
  "proof-needed": 401,
  forbidden: 403,
  unknown: 404,
  expired: 410,
  "already-decided": 409,
  "stored-otherwise": 409,
  taken: 409,
  stale: 409,
  locked: 429,
  full: 429,
};

/** Fields that are told to be wrong in one answer. */
const mostFields = 20;

/** Refusals and unreadable requests are told; everything else is our fault and gets fixed words. */
export function errorResponse(error: unknown, language: Language): { status: number; body: ErrorBody } {
  if (error instanceof Refusal) {
    const wrong = Object.entries(error.fields).slice(0, mostFields);
    const fields = wrong.map(([name, text]) => [name.slice(0, 100), text[language]] as const);
    return {
      status: statuses[error.kind],
      body: {
        code: error.kind,
        message: error.text[language],
        ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
        ...(error instanceof RequestStoredOtherwise ? { stored: storedAs(error) } : {}),
      },
    };
  }
  if (error instanceof $ZodError) {
    const issues = error.issues.slice(0, mostFields);
    const fields = Object.fromEntries(issues.map((issue) => [nameOf(issue), unexpected[language]]));
    return { status: 400, body: { code: "malformed", message: malformed[language], fields } };
  }
  if (error instanceof UnreadableBody)
    return { status: error.status, body: { code: "malformed", message: malformed[language] } };
  if (error instanceof UnknownTable) {
    return { status: 500, body: { code: "unreadable", message: unknownTable(error.why)[language] } };
  }
  if (error instanceof UnreadableItem) {
    return { status: 500, body: { code: "unreadable", message: unreadable(error.key)[language] } };
  }
  return { status: 500, body: { code: "fault", message: fault[language] } };
}

function storedAs({ caseId, link }: RequestStoredOtherwise): NonNullable<ErrorBody["stored"]> {
  return { case: caseId, tracking: link === "" ? null : links.tracking(link) };
}

function nameOf(issue: $ZodError["issues"][number]): string {
  const unknownKeys = "keys" in issue && Array.isArray(issue.keys) ? issue.keys.join(", ") : "";
  return (issue.path.map(String).join(".") || unknownKeys || "body").slice(0, 100);
}

const malformed: Text = {
  id: "Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.",
  en: "The request cannot be read. Reload the page, then try again.",
};
const unexpected: Text = { id: "Isian ini tidak sesuai.", en: "This value is not as expected." };
const fault: Text = {
  id: "Terjadi gangguan pada sistem kami. Yang Anda isi belum tersimpan; silakan coba lagi beberapa saat lagi.",
  en: "Something went wrong on our side. What you typed was not stored; please try again in a moment.",
};

/** The key names the item to whoever can mend it; it holds no personal data. */
function unreadable(key: string): Text {
  return {
    id: `Sebagian data berkas ini tidak dapat dibaca (${key}). Berkas lain tidak terpengaruh. Sampaikan kode itu kepada pengelola sistem.`,
    en: `Part of the data of this case cannot be read (${key}). Other cases are not affected. Please give that code to whoever runs the system.`,
  };
}

/** Why names the table, and a row of it at most. */
function unknownTable(why: string): Text {
  return {
    id: `Berkas ini tersimpan, tetapi mengikuti alur layanan yang tidak lagi ada pada program ini (${why}). Berkas lain tidak terpengaruh. Sampaikan keterangan itu kepada pengelola sistem.`,
    en: `This case is kept, but it follows a workflow that this program no longer has (${why}). Other cases are not affected. Please pass that on to whoever runs the system.`,
  };
}
