/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** The service's limit for an input, an output or a result, in bytes of UTF-8. */
const DATA_LIMIT_BYTES = 262_144;

/** True for a JSON object, false for arrays, null and scalars. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON text is larger than the service carries. */
export function exceedsDataLimit(text: string): boolean {
  // A UTF-16 unit is at most three bytes: most texts need no counting.
  return text.length * 3 > DATA_LIMIT_BYTES && Buffer.byteLength(text) > DATA_LIMIT_BYTES;
}
