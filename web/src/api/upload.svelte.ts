import type { UploadRequest } from "../../../functions/contract/requests.ts";
import type { UploadView } from "../../../functions/contract/public.ts";
import { ApiError, post } from "./client.ts";

/** Largest letter that is accepted, bytes. */
export const maxUploadBytes = 5 * 1024 * 1024;

const typesByEnding: Record<string, UploadRequest["contentType"]> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
};

/** How many files are on their way; a form waits for them. */
export const uploads = $state({ running: 0 });

/** The declared type of a file, or null where it cannot be accepted. The server looks into the content. */
export function uploadType(file: File): UploadRequest["contentType"] | null {
  const known = Object.values(typesByEnding).find((type) => type === file.type);
  return known ?? typesByEnding[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? null;
}

/**
 * Sends a file to the store.
 *
 * @param onProgress called with whole percents
 * @returns the key that goes into the form
 * @throws ApiError
 */
export async function upload(file: File, onProgress: (percent: number) => void): Promise<string> {
  const contentType = uploadType(file) ?? "application/pdf";
  const request: UploadRequest = { fileName: file.name.slice(-200), contentType, size: file.size };
  uploads.running += 1;
  try {
    const place = await post<UploadView>("/api/uploads", request);
    const form = new FormData();
    for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
    // The store reads the fields before the file, so it must come last.
    form.append("file", file);
    await sendForm(place.url, form, onProgress);
    return place.file;
  } finally {
    uploads.running -= 1;
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
