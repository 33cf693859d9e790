import { Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/**
 * Accepts a finding of cdk-nag on one construct.
 *
 * @param rule id without the pack, such as `IAM5[Resource::*]`
 * @param reason why it is right here
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Accepts that a role's right ends in a wildcard, for each of these resources. */
export function acknowledgeWildcards(role: IConstruct, resources: string[], reason: string): void {
  for (const resource of resources) {
    const written = flat(Stack.of(role).resolve(resource));
    if (written.includes("*")) acknowledge(role, `IAM5[Resource::${written}]`, reason);
  }
}

/** A resource as cdk-nag writes it in its findings: references in angle brackets, imports by their name. */
function flat(resolved: unknown): string {
  if (typeof resolved === "string") return resolved;
  if (typeof resolved !== "object" || resolved === null) return "";
  const [[kind, value] = ["", ""]] = Object.entries(resolved) as [string, unknown][];
  switch (kind) {
    case "Fn::Join":
      return (value as [string, unknown[]])[1].map(flat).join("");
    case "Fn::GetAtt":
      return `<${(value as string[]).join(".")}>`;
    case "Fn::ImportValue":
      return String(value);
    default:
      return `<${String(value)}>`;
  }
}
