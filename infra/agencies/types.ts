/** What one agency decides before its service is deployed. One file per agency beside this one. */
import type { AgencySettings, StaffMember } from "../../functions/domain/agency.ts";

export interface AgencyConfig {
  /** Short name in the names of stacks and functions: lower-case letters, digits and hyphens. */
  id: string;
  /** AWS account, 12 digits; without it, the account of the credentials at deployment. One account per agency. */
  account?: string;
  /** AWS region; see `AgencyFile`. */
  region: string;
  /** Name that people open, without `https://`. */
  domain: string;
  /** ARN of the certificate of `domain`. In us-east-1, for that is where CloudFront looks. */
  certificateArn: string;
  /** Where Route 53 holds the domain, records are made; otherwise the deployment prints which ones to make by hand. */
  hostedZone?: { id: string; name: string };
  /** All mail comes from this address, and only from it. */
  sender: { name: string; address: string };
  /** First part of the address of the sign-in page; unique in the region. */
  signInPrefix: string;
  /** Who is told when something needs a person. */
  alarmMail: string;
  /** Requests a second that the API takes in the long run, and at once. */
  requests: { perSecond: number; burst: number };
  /** Days for which log lines are kept. */
  logDays: 30 | 90 | 180 | 365;
  /** Name of a table that was restored to a point in time and marked as restored; the service runs on it instead of its own. */
  restoredTable?: string;
  /** What the agency may change later while the service runs; put into the table at the first deployment. */
  settings: AgencySettings;
  /** Who works there; often in a file of its own that stays out of the repository. */
  people?: StaffMember[];
}

/** An agency as its file gives it. */
export interface AgencyFile extends Omit<AgencyConfig, "region"> {
  /** Data of the public sector stays in Indonesia (PP 71/2019 article 20), hence Jakarta unless another is argued. */
  region?: string;
}
