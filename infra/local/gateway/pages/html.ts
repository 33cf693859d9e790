/** Text that is HTML already. */
export interface Html {
  html: string;
}

type Piece = string | number | Html | Html[] | null;

/** Template tag: every value is escaped unless it is HTML made by this tag. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  const filled = strings.map((text, at) => text + rendered(values[at] ?? null));
  return { html: filled.join("") };
}

function rendered(value: Piece): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((part) => part.html).join("");
  if (typeof value === "object") return value.html;
  return escape(String(value));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The same for the XML of AWS answers; white space counts there, so it has a name of its own that formatters leave alone. */
export const xml: typeof html = (strings, ...values) => html(strings, ...values);
