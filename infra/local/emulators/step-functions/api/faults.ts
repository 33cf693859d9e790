/** An error of the API, named as the service names it. */
export class ApiFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A parameter that the service would turn down before looking at anything else. */
export function validation(message: string): ApiFault {
  return new ApiFault("ValidationException", message);
}

/** A parameter that breaks a constraint, in the service's words. */
export function constraint(name: string, value: unknown, rule: string): ApiFault {
  return validation(
    `1 validation error detected: Value '${String(value)}' at '${name}' failed to satisfy constraint: Member must ${rule}`,
  );
}
