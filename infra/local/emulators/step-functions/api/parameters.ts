import { ApiFault, constraint, validation } from "./faults.ts";
import { isObject, type Json, type JsonObject } from "../language/json.ts";

const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const NAME_LENGTH = 80;
const TOKEN_LENGTH = 1_024;

/** The parameters of one request. Every parameter must be read by the operation: what nobody reads is refused. */
export class Parameters {
  readonly #values: JsonObject;
  readonly #read = new Set<string>();

  constructor(values: JsonObject) {
    this.#values = values;
  }

  /** A text that must be there. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined)
      throw validation(
        `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
      );
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw new ApiFault("SerializationException", `'${name}' must be a string`);
    return value;
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "boolean") throw new ApiFault("SerializationException", `'${name}' must be a boolean`);
    return value;
  }

  /** The size of a page: 1 to 1000; 100 where the caller leaves it out or says 0. */
  pageSize(): number {
    const value = this.#take("maxResults");
    if (value === undefined || value === null) return 100;
    if (typeof value !== "number") throw new ApiFault("SerializationException", "'maxResults' must be a number");
    if (value > 1000) throw constraint("maxResults", value, "have value less than or equal to 1000");
    if (value < 0) throw constraint("maxResults", value, "have value greater than or equal to 0");
    return value === 0 ? 100 : Math.trunc(value);
  }

  /** The place a former page ended at, as that page's `nextToken` said. */
  pageToken(): string | undefined {
    const value = this.optionalText("nextToken");
    if (value === undefined) return undefined;
    if (value.length > TOKEN_LENGTH)
      throw constraint("nextToken", value, `have length less than or equal to ${TOKEN_LENGTH}`);
    return readPageToken(value);
  }

  /** An ARN of Step Functions. */
  arn(name: string): string {
    const value = this.text(name);
    if (!value.startsWith("arn:")) throw new ApiFault("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${value}'`);
    if (!/^arn:[\w-]+:states:[\w-]*:\d{12}:\w+:.+$/.test(value))
      throw new ApiFault("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${value}'`);
    return value;
  }

  /** A name of a machine, an execution or an activity. */
  name(fallback?: string): string {
    const value = this.optionalText("name") ?? fallback ?? this.text("name");
    if (value.length < 1 || value.length > NAME_LENGTH || FORBIDDEN_IN_NAMES.test(value))
      throw new ApiFault("InvalidName", `Invalid Name: '${value}'`);
    return value;
  }

  /** A setting that this endpoint carries out in one way only: that way may be said, any other is refused. */
  only(name: string, isCarriedOut: (value: Json) => boolean): void {
    const value = this.#take(name);
    if (value !== undefined && value !== null && !isCarriedOut(value))
      throw validation(`'${name}' with this value is not supported here`);
  }

  /** Refuses what no one asked for. */
  nothingElse(): void {
    const unread = Object.keys(this.#values).filter((name) => !this.#read.has(name));
    if (unread.length > 0) throw validation(`'${unread.join("', '")}' is not supported here`);
  }

  #take(name: string): Json | undefined {
    this.#read.add(name);
    return this.#values[name];
  }
}

/** Settings of a machine that change nothing here, in their one supported form. */
export function takePlainSettings(parameters: Parameters): void {
  parameters.only("loggingConfiguration", (value) => isObject(value) && (value["level"] ?? "OFF") === "OFF");
  parameters.only("tracingConfiguration", (value) => isObject(value) && (value["enabled"] ?? false) === false);
  parameters.only("encryptionConfiguration", (value) => isObject(value) && value["type"] === "AWS_OWNED_KEY");
  parameters.only("publish", (value) => value === false);
}

/** A page token for a place in a list. */
export function writePageToken(place: string): string {
  return Buffer.from(`place:${place}`).toString("base64url");
}

function readPageToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString();
  if (!text.startsWith("place:")) throw new ApiFault("InvalidToken", "Invalid Token: 'Invalid token'");
  return text.slice("place:".length);
}
