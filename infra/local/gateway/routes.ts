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
    return row.trigger.routes.map((route) => ({ row, audience, ...route, pattern: patternOf(route.path) }));
  });
  const wildness = (template: string) => template.split("{").length;
  routes.sort((a, b) => wildness(a.path) - wildness(b.path));

  return (method, path) => {
    const fitting = routes.flatMap((route) => {
      const parameters = parametersOf(route.pattern, path);
      return parameters ? [{ ...route, parameters }] : [];
    });
    const wanted = method === "HEAD" ? "GET" : method;
    const found = fitting.find((route) => route.method === wanted);
    if (found) return { kind: "found", route: { ...found, template: found.path } };
    if (fitting.length > 0) return { kind: "wrong-method", allow: fitting.map((route) => route.method) };
    return { kind: "none" };
  };
}

/** `/api/tracking/{link}` as the platform writes it: `/api/tracking/:link`. */
function patternOf(template: string): URLPattern {
  return new URLPattern({ pathname: template.replaceAll(/\{(\w+)\}/g, ":$1") });
}

/** Decoded; null where the path does not fit, or holds an escape that stands for nothing. */
function parametersOf(pattern: URLPattern, pathname: string): Record<string, string> | null {
  const groups = pattern.exec({ pathname })?.pathname.groups;
  if (!groups) return null;
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, part = ""]) => [name, decodeURIComponent(part)]));
  } catch {
    return null;
  }
}
