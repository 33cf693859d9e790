/** Finds the manifest row that answers a path. */
import type { FunctionRow } from "../../../functions/manifest.ts";

/** A route as found: who answers, and what the braces of its template stand for, decoded. */
export interface Found {
  row: FunctionRow;
  audience: "public" | "staff";
  method: "GET" | "POST";
  /** As the manifest writes it, such as `/api/tracking/{link}`; safe to log. */
  template: string;
  parameters: Record<string, string>;
}

export type Match = { kind: "found"; route: Found } | { kind: "wrong-method"; allow: string[] } | { kind: "none" };

/** A template beats another when it says more: `/api/staff/me` before `/api/staff/{page}`. */
export function routesOf(manifest: FunctionRow[]): (method: string, path: string) => Match {
  const routes = manifest.flatMap((row) => {
    if (row.trigger.kind !== "http") return [];
    const { audience } = row.trigger;
    return row.trigger.routes.map((route) => ({ row, audience, ...route, parts: route.path.split("/") }));
  });
  const wildness = (parts: string[]) => parts.filter((part) => part.startsWith("{")).length;
  routes.sort((a, b) => wildness(a.parts) - wildness(b.parts));

  return (method, path) => {
    const parts = path.split("/");
    const fitting = routes.flatMap((route) => {
      const parameters = parametersOf(route.parts, parts);
      return parameters ? [{ ...route, parameters }] : [];
    });
    const wanted = method === "HEAD" ? "GET" : method;
    const found = fitting.find((route) => route.method === wanted);
    if (found) return { kind: "found", route: { ...found, template: found.path } };
    if (fitting.length > 0) return { kind: "wrong-method", allow: fitting.map((route) => route.method) };
    return { kind: "none" };
  };
}

function parametersOf(template: string[], parts: string[]): Record<string, string> | null {
  if (template.length !== parts.length) return null;
  const parameters: Record<string, string> = {};
  for (const [at, piece] of template.entries()) {
    const part = parts[at] ?? "";
    if (!piece.startsWith("{")) {
      if (piece !== part) return null;
      continue;
    }
    const value = decoded(part);
    if (value === null || value === "") return null;
    parameters[piece.slice(1, -1)] = value;
  }
  return parameters;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
