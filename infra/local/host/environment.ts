/** Environment of the handlers: all of them live in this process, so it is one for all. */
import { table, type variables } from "../../names.ts";
import { clientId } from "../emulators/sign-in/client.ts";
import type { Credentials } from "../emulators/sigv4.ts";

export interface EnvironmentParts {
  publicUrl: string;
  linkSecret: string;
  deviceSecret: string;
  /** Procedure id -> ARN. */
  machines: Record<string, string>;
  mailFrom: string;
  region: string;
  credentials: Credentials;
  /** Addresses of the endpoints. */
  dynamoDb: string | null;
  inner: string;
}

type Variables = Record<keyof typeof variables, string>;

/** The one bucket of uploaded letters. */
export const lettersBucket = "letters";
/** Path of the file store on the public address. */
export const filesPath = "/files";
/** Path of the sign-in service on the public address. */
export const signInPath = "/signin";

/** Sets what handlers and SDK clients read from `process.env`, and answers the variables of the manifest. */
export function setEnvironment(parts: EnvironmentParts): Variables {
  const values: Variables = {
    TABLE_NAME: table.name,
    METRICS_NAMESPACE: "",
    PUBLIC_URL: parts.publicUrl,
    LINK_SECRET: parts.linkSecret,
    DEVICE_SECRET: parts.deviceSecret,
    // Nothing stands before this machine that could tell: the connection does.
    ORIGIN_SECRETS: "",
    LETTERS_BUCKET: lettersBucket,
    STATE_MACHINES: JSON.stringify(parts.machines),
    MAIL_FROM: parts.mailFrom,
    OIDC_ISSUER: `${parts.publicUrl}${signInPath}`,
    OIDC_CLIENT_ID: clientId,
  };
  Object.assign(process.env, values, {
    AWS_REGION: parts.region,
    AWS_ACCESS_KEY_ID: parts.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: parts.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_SES: parts.inner,
    AWS_ENDPOINT_URL_SFN: parts.inner,
    AWS_ENDPOINT_URL_S3: `${parts.publicUrl}${filesPath}`,
  });
  if (parts.dynamoDb) process.env["AWS_ENDPOINT_URL_DYNAMODB"] = parts.dynamoDb;
  // What the operator's own AWS set-up holds must not leak into the service.
  for (const name of ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL"]) delete process.env[name];
  return values;
}
