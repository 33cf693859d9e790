/** One finding about a definition, in the form of ValidateStateMachineDefinition. */
export interface Diagnostic {
  severity: "ERROR" | "WARNING";
  /** `SCHEMA_VALIDATION_FAILED`, `INVALID_JSON_DESCRIPTION`, `MISSING_TRANSITION_TARGET`, or ours: `UNSUPPORTED_CONSTRUCT`. */
  code: string;
  message: string;
  /** A pointer into the definition, such as `/States/Wait/Seconds`. */
  location: string;
}

/** Collects findings while a definition is read. */
export class Findings {
  readonly list: Diagnostic[] = [];

  /** The definition breaks the language. */
  invalid(location: string, message: string, code = "SCHEMA_VALIDATION_FAILED"): void {
    this.list.push({ severity: "ERROR", code, message, location });
  }

  /** The definition may be right on AWS, but uses something this endpoint does not carry. */
  unsupported(location: string, construct: string): void {
    this.list.push({
      severity: "ERROR",
      code: "UNSUPPORTED_CONSTRUCT",
      message: `${construct} is not supported here`,
      location,
    });
  }

  /** Worth knowing; the definition is still accepted. */
  warn(location: string, message: string, code: string): void {
    this.list.push({ severity: "WARNING", code, message, location });
  }

  /** True where nothing stands against the definition. */
  get accepted(): boolean {
    return this.list.every(({ severity }) => severity !== "ERROR");
  }
}

/** The text of an InvalidDefinition error. */
export function definitionErrorMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "ERROR");
  const parts = errors.map(({ code, message, location }) =>
    code === "INVALID_JSON_DESCRIPTION" ? `${code}: ${message}` : `${code}: ${message} at ${location}`,
  );
  return `Invalid State Machine Definition: '${parts.join(", ")}'`;
}

/** A text that is not JSON, in the words of the service's parser for the common case of a stray word. */
export function jsonDiagnostic(text: string, reason: string): Diagnostic {
  const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text);
  const line = 1;
  const column = (word?.[0].length ?? 0) + 1;
  const location = `[Source: (String)"${text.slice(0, 500)}"; line: ${line}, column: ${column}]`;
  const message = word
    ? `Unrecognized token '${word[1]}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${location}`
    : `${reason}\n at ${location}`;
  return { severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", message, location };
}
