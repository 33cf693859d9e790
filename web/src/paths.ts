/** Every address of the pages, made and read in one place. Indonesian, because people read them aloud. */
import { linkIn } from "../../statemachines/form/link-in.ts";

export type Route =
  | { page: "start" }
  | { page: "request"; procedure: string }
  | { page: "sent" }
  | { page: "tracking"; link: string; preselected: string | null }
  | { page: "find" }
  | { page: "shown"; caseId: string; link: string }
  | { page: "survey"; caseId: string | null; link: string }
  | { page: "guest-book"; caseId: string; link: string }
  | { page: "paper"; caseId: string; link: string }
  | { page: "survey-index" }
  | { page: "schedule" }
  | { page: "decision"; link: string; preselected: string | null }
  | { page: "staff"; path: string }
  | { page: "not-found" };

export const paths = {
  start: () => "/",
  request: (procedure: string) => `/permohonan/${encodeURIComponent(procedure)}`,
  sent: () => "/terkirim",
  find: () => "/permohonan-saya",
  tracking: (link: string) => `/lacak/${encodeURIComponent(link)}`,
  surveyIndex: () => "/kepuasan",
  schedule: () => "/jadwal",
  decision: (link: string) => `/k/${encodeURIComponent(link)}`,
  staff: (path = "") => `/petugas${path}`,
};

/** Reads an address. */
export function routeOf(url: URL): Route {
  const [first, second, ...rest] = url.pathname.split("/").filter(Boolean).map(decode);
  if (first === undefined) return { page: "start" };
  if (first === "petugas") return { page: "staff", path: url.pathname.slice("/petugas".length) || "/" };
  if (first === "terkirim" && second === undefined) return { page: "sent" };
  if (first === "permohonan-saya" && second === undefined) return { page: "find" };
  if (first === "kepuasan" && second === undefined) return { page: "survey-index" };
  if (first === "jadwal" && second === undefined) return { page: "schedule" };
  const [third, ...more] = rest;
  if (first === "lihat" && second !== undefined && third !== undefined && more.length === 0)
    return { page: "shown", caseId: second, link: third };
  if (first === "buku-tamu" && second !== undefined && third !== undefined && more.length === 0)
    return { page: "guest-book", caseId: second, link: linkIn(third) ?? third };
  if (first === "naskah" && second !== undefined && third !== undefined && more.length === 0)
    return { page: "paper", caseId: second, link: linkIn(third) ?? third };
  if (first === "survei" && second !== undefined && more.length === 0)
    return {
      page: "survey",
      caseId: third === undefined ? null : second,
      link: linkIn(third ?? second) ?? third ?? second,
    };
  if (second === undefined || rest.length > 0) return { page: "not-found" };
  switch (first) {
    case "permohonan":
      return { page: "request", procedure: second };
    case "lacak":
      return { page: "tracking", link: linkIn(second) ?? second, preselected: outcomeIn(url) };
    case "k":
      return { page: "decision", link: linkIn(second) ?? second, preselected: outcomeIn(url) };
    default:
      return { page: "not-found" };
  }
}

/** Without what a mail program took for its end: outcomes are named by small letters, figures and hyphens. */
function outcomeIn({ searchParams }: URL): string | null {
  return /^[a-z0-9-]+/.exec(searchParams.get("pilih") ?? "")?.[0] ?? null;
}

/** A garbled escape in a link is the reader's mail program, not an error of ours. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
