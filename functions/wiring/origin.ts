/**
 * Where a request comes from. On AWS anybody may call the API itself and write any header: what CloudFront says is believed
 * only with the secret that CloudFront adds, which takes the place of whatever a viewer sent under that name.
 */
import { timingSafeEqual } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** As `infra/aws/constructs/site.ts` has CloudFront send them. */
const originHeaders = { secret: "x-origin-secret", viewer: "x-viewer-address" } as const;

/** What is shorter was never made for this: it stands where there is no second secret. */
const shortest = 32;

/** Secrets in the order of the variable: that of today, and the one before or after it while they are changed. */
export function originSecretsIn(text: string): string[] {
  return text.split(",").filter((each) => each.length >= shortest);
}

/** Address in the net of whoever asks, empty where it is not known; null for a request that did not come by the front. */
export function addressOf(event: APIGatewayProxyEventV2, secrets: string[] | null): string | null {
  if (secrets === null) return event.requestContext.http.sourceIp ?? "";
  const given = event.headers[originHeaders.secret] ?? "";
  return secrets.some((secret) => same(given, secret)) ? (event.headers[originHeaders.viewer] ?? "") : null;
}

function same(one: string, other: string): boolean {
  const [given, right] = [Buffer.from(one), Buffer.from(other)];
  return given.length === right.length && timingSafeEqual(given, right);
}
