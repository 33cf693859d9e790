/** Uploads by a browser's form: the signed policy says what may be sent, and until when. */
import { AwsRefusal } from "../aws-error.ts";
import { checkSignature, type Credentials } from "../sigv4.ts";

/** Fields that need no condition in the policy. */
const free = new Set(["policy", "x-amz-signature", "file"]);

/**
 * Checks a form against its own policy, as S3 does: signature, expiry, a condition for every field.
 * @param fields by lower-case name; `bucket` is added from the path
 * @param now epoch milliseconds
 * @returns how long the file may be, bytes
 * @throws {AwsRefusal}
 */
export function checkForm(fields: Map<string, string>, credentials: Credentials, now: number): number {
  const policy = fields.get("policy") ?? "";
  if (fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256")
    throw new AwsRefusal(403, "AccessDenied", "The form is not signed.");
  const scope = fields.get("x-amz-credential") ?? "";
  checkSignature(policy, { service: "s3", scope, signature: fields.get("x-amz-signature") ?? "" }, credentials);

  const { expiration, conditions } = read(policy);
  if (!(now < Date.parse(expiration)))
    throw new AwsRefusal(403, "AccessDenied", "Invalid according to Policy: Policy expired.");
  const covered = new Set<string>();
  const rules = conditions.flatMap(asRules);
  for (const rule of rules) {
    covered.add(rule.field);
    checkRule(rule, fields);
  }
  for (const name of fields.keys()) {
    if (covered.has(name) || free.has(name) || name.startsWith("x-ignore-")) continue;
    throw new AwsRefusal(403, "AccessDenied", `Invalid according to Policy: Extra input fields: ${name}`);
  }
  return Math.min(longest, ...rules.map((rule) => ("most" in rule ? rule.most : longest)));
}

/** Of a file whose policy says nothing, bytes. */
const longest = 10 * 1024 * 1024;

/**
 * Checks the file's length against a policy that was checked itself.
 * @param size bytes
 * @throws {AwsRefusal}
 */
export function checkSize(fields: Map<string, string>, size: number): void {
  for (const rule of read(fields.get("policy") ?? "").conditions.flatMap(asRules)) {
    if (rule.kind !== "content-length-range") continue;
    if (size < rule.least) throw new AwsRefusal(400, "EntityTooSmall", "The file is smaller than allowed.");
    if (size > rule.most) throw new AwsRefusal(400, "EntityTooLarge", "The file is larger than allowed.");
  }
}

type Rule =
  | { kind: "eq" | "starts-with"; field: string; value: string }
  | { kind: "content-length-range"; field: string; least: number; most: number };

function checkRule(rule: Rule, fields: Map<string, string>): void {
  if (rule.kind === "content-length-range") return;
  const given = fields.get(rule.field) ?? "";
  const holds = rule.kind === "eq" ? given === rule.value : given.startsWith(rule.value);
  if (!holds)
    throw new AwsRefusal(
      403,
      "AccessDenied",
      `Invalid according to Policy: Policy Condition failed: ["${rule.kind}", "$${rule.field}"]`,
    );
}

function asRules(condition: unknown): Rule[] {
  if (Array.isArray(condition)) {
    const [kind, first, second] = condition as unknown[];
    if (kind === "content-length-range")
      return [{ kind, field: "content-length-range", least: Number(first), most: Number(second) }];
    if (kind === "eq" || kind === "starts-with")
      return [{ kind, field: String(first).replace(/^\$/, "").toLowerCase(), value: String(second) }];
  } else if (typeof condition === "object" && condition !== null) {
    return Object.entries(condition).map(([field, value]) => ({
      kind: "eq",
      field: field.toLowerCase(),
      value: String(value),
    }));
  }
  throw new AwsRefusal(400, "InvalidPolicyDocument", "A condition of the policy is not understood.");
}

function read(policy: string): { expiration: string; conditions: unknown[] } {
  try {
    const value: unknown = JSON.parse(Buffer.from(policy, "base64").toString("utf8"));
    if (
      typeof value === "object" &&
      value !== null &&
      "expiration" in value &&
      "conditions" in value &&
      Array.isArray(value.conditions)
    ) {
      return { expiration: String(value.expiration), conditions: value.conditions };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsRefusal(400, "InvalidPolicyDocument", "The policy is not readable.");
}
