import type { UploadRequest } from "../../../functions/contract/requests.ts";
import type { UploadView } from "../../../functions/contract/public.ts";
import { judgedContent, mostUploadBytes, tooLarge } from "../../../statemachines/form/judged-type.ts";
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { ApiError, post } from "./client.ts";

const typesByEnding: Record<string, UploadRequest["contentType"]> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
};

/** How many files are on their way, and how many never arrived; a form waits for them. */
export const uploads = $state({ running: 0, failed: 0 });

/** What waits for the files that are on their way. */
let waiting: (() => void)[] = [];

/** Ends when no file is on its way; answers whether all arrived that were. */
export async function uploadsDone(): Promise<boolean> {
  const { failed } = uploads;
  while (uploads.running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
  return uploads.failed === failed;
}

/** A file that is not taken, by what is in it as the server would judge it. */
export class NotTaken extends Error {
  readonly refused: Text;

  constructor(refused: Text) {
    super(refused.en);
    this.refused = refused;
  }
}

/** @throws NotTaken; a file that cannot be read here, the server judges */
async function judge(file: File): Promise<void> {
  if (file.size > mostUploadBytes) throw new NotTaken(tooLarge);
  const bytes = await file.arrayBuffer().catch(() => null);
  const judged = bytes && judgedContent(new Uint8Array(bytes));
  if (judged && "refused" in judged) throw new NotTaken(judged.refused);
}

/** The declared type of a file. The server looks into the content. */
function uploadType(file: File): UploadRequest["contentType"] {
  const known = Object.values(typesByEnding).find((type) => type === file.type);
  return known ?? typesByEnding[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? "application/pdf";
}

/**
 * Judges a file and sends it to the store.
 *
 * @param onProgress called with whole percents
 * @returns the key that goes into the form
 * @throws NotTaken, ApiError
 */
export async function upload(file: File, onProgress: (percent: number) => void): Promise<string> {
  const contentType = uploadType(file);
  const request: UploadRequest = { fileName: file.name.slice(-200), contentType, size: file.size };
  uploads.running += 1;
  try {
    await judge(file);
    const place = await post<UploadView>("/api/uploads", request);
    const form = new FormData();
    for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
    // The store reads the fields before the file, so it must come last.
    form.append("file", file);
    await sendForm(place.url, form, onProgress);
    return place.file;
  } catch (error) {
    uploads.failed += 1;
    throw error;
  } finally {
    uploads.running -= 1;
    if (uploads.running === 0) {
      for (const go of waiting) go();
      waiting = [];
    }
  }
}

/** Fetch cannot report the progress of an upload. */
function sendForm(url: string, form: FormData, onProgress: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((100 * loaded) / Math.max(total, 1)));
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new ApiError(request.status, { code: "upload", message: "" }));
    request.onerror = () => reject(new ApiError(0, { code: "network", message: "" }));
    request.open("POST", url);
    request.send(form);
  });
}
