/**
 * What AWS asks in Jakarta, in USD without tax, at the first (dearest) tier. Offline data: nobody is asked when costs
 * are reckoned, so look at the date. AWS shows prices per region on pages that load them by script; what could be read
 * as text is named in `checked`, everything else is written from memory. Whatever was not read for Indonesia wants a
 * look at the AWS Pricing Calculator before money depends on it. The free amounts of CloudWatch, CloudFront, Step
 * Functions and the Scheduler are on the pages named, those of the others from memory.
 */

export interface Price {
  /** Name of the service on the bill. */
  service: string;
  /** What is counted, in words. */
  what: string;
  /** USD for `per` of it. */
  usd: number;
  per: number;
  /** What an account has free each month, always and not only in its first year. */
  free: number;
  /** Where the price was read, and of which region; null where it was not read at all. */
  checked: { at: string; region: "Indonesia" | "everywhere" | "Singapore" | "US East" } | null;
}

const million = 1_000_000;

export const priceList = {
  date: "2026-11-23",
  region: "ap-southeast-3",
  source:
    "Public price pages of AWS (https://aws.amazon.com/<service>/pricing/), read as stored text; the AWS Price List for ap-southeast-3 itself was not at hand.",
} as const;

/** Whether a price was read for this region. */
export function isVerified({ checked }: Price): boolean {
  return checked !== null && (checked.region === "Indonesia" || checked.region === "everywhere");
}

/** By what is counted. */
export const prices = {
  lambdaRequests: {
    ...{ service: "Lambda", what: "requests", usd: 0.2, per: million, free: million },
    checked: null,
  },
  lambdaGbSeconds: {
    ...{ service: "Lambda", what: "GB-seconds, ARM", usd: 0.0000133334, per: 1, free: 400_000 },
    checked: null,
  },
  stateTransitions: {
    ...{ service: "Step Functions", what: "state transitions", usd: 0.025, per: 1000, free: 4000 },
    // The table there does not list Jakarta.
    checked: { at: "https://aws.amazon.com/step-functions/pricing/", region: "Singapore" },
  },
  writeUnits: {
    // US East 0.625 since November 2024; Singapore, and so probably Jakarta, 0.71.
    ...{ service: "DynamoDB", what: "write units", usd: 0.71, per: million, free: 0 },
    checked: null,
  },
  readUnits: {
    ...{ service: "DynamoDB", what: "read units", usd: 0.1425, per: million, free: 0 },
    checked: null,
  },
  tableGbMonths: {
    ...{ service: "DynamoDB", what: "GB-months stored", usd: 0.285, per: 1, free: 25 },
    checked: null,
  },
  backupGbMonths: {
    ...{ service: "DynamoDB", what: "GB-months of continuous backup", usd: 0.228, per: 1, free: 0 },
    checked: null,
  },
  mails: { ...{ service: "SES", what: "mails", usd: 0.1, per: 1000, free: 0 }, checked: null },
  mailGb: { ...{ service: "SES", what: "GB sent", usd: 0.12, per: 1, free: 0 }, checked: null },
  apiRequests: {
    // US East 1.00, Singapore 1.25.
    ...{ service: "API Gateway", what: "HTTP API requests", usd: 1.25, per: million, free: 0 },
    checked: null,
  },
  edgeRequests: {
    ...{ service: "CloudFront", what: "HTTPS requests", usd: 0.012, per: 10_000, free: 10 * million },
    checked: null,
  },
  edgeGb: {
    ...{ service: "CloudFront", what: "GB to people in Indonesia", usd: 0.12, per: 1, free: 1000 },
    checked: { at: "https://aws.amazon.com/cloudfront/pricing", region: "Indonesia" },
  },
  edgeFunctionRuns: {
    ...{ service: "CloudFront", what: "function runs", usd: 0.1, per: million, free: 2 * million },
    checked: { at: "https://cur.vantage.sh/aws/amazoncloudfront/", region: "everywhere" },
  },
  fileGbMonths: { ...{ service: "S3", what: "GB-months stored", usd: 0.025, per: 1, free: 0 }, checked: null },
  filePuts: { ...{ service: "S3", what: "writes", usd: 0.005, per: 1000, free: 0 }, checked: null },
  fileGets: { ...{ service: "S3", what: "reads", usd: 0.0004, per: 1000, free: 0 }, checked: null },
  dataOutGb: {
    ...{ service: "S3", what: "GB downloaded", usd: 0.132, per: 1, free: 100 },
    checked: null,
  },
  logGb: { ...{ service: "CloudWatch", what: "GB of log taken in", usd: 0.7, per: 1, free: 5 }, checked: null },
  // AWS counts this against the same free 5 GB as what is taken in; it is too little to matter.
  logGbMonths: { ...{ service: "CloudWatch", what: "GB-months of log", usd: 0.03, per: 1, free: 0 }, checked: null },
  metrics: {
    ...{ service: "CloudWatch", what: "custom metrics", usd: 0.3, per: 1, free: 10 },
    checked: { at: "https://signoz.io/guides/cloudwatch-pricing", region: "US East" },
  },
  alarms: {
    ...{ service: "CloudWatch", what: "alarms", usd: 0.1, per: 1, free: 10 },
    checked: null,
  },
  dashboards: {
    ...{ service: "CloudWatch", what: "dashboards", usd: 3, per: 1, free: 3 },
    checked: {
      at: "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/",
      region: "US East",
    },
  },
  traces: { ...{ service: "X-Ray", what: "traces recorded", usd: 5, per: million, free: 100_000 }, checked: null },
  scheduledCalls: {
    ...{ service: "EventBridge Scheduler", what: "calls", usd: 1, per: million, free: 14 * million },
    checked: { at: "https://cloudburn.io/blog/amazon-eventbridge-pricing", region: "US East" },
  },
  secrets: { ...{ service: "Secrets Manager", what: "secrets", usd: 0.4, per: 1, free: 0 }, checked: null },
  activeUsers: {
    ...{ service: "Cognito", what: "people who sign in, Essentials", usd: 0.015, per: 1, free: 10_000 },
    checked: null,
  },
  queueRequests: { ...{ service: "SQS", what: "requests", usd: 0.4, per: million, free: million }, checked: null },
  alarmMails: { ...{ service: "SNS", what: "mails", usd: 2, per: 100_000, free: 1000 }, checked: null },
} as const satisfies Record<string, Price>;

/** Something that AWS counts. */
export type Item = keyof typeof prices;

/** How much of what; what is not named is nothing. */
export type Usage = Partial<Record<Item, number>>;
