import type { DecisionDoneView, DecisionPage } from "../../../functions/contract/decision.ts";
import type { DecisionRequest, ProofRequest } from "../../../functions/contract/requests.ts";
import type { FileView } from "../../../functions/contract/shared.ts";
import { agency } from "../api/agency.svelte.ts";
import { ApiError, get, post, provideToken } from "../api/client.ts";

/** What a mailed link can do. Opening changes nothing; only `decide` does, after a tap. */
export interface LinkApi {
  open(): Promise<DecisionPage>;
  sendCode(): Promise<unknown>;
  prove(proof: ProofRequest): Promise<unknown>;
  decide(request: DecisionRequest): Promise<DecisionDoneView>;
  fileHref(file: FileView): string;
}

/** @throws ApiError from every call */
export function linkApi(link: string): LinkApi {
  const path = `/api/decisions/${encodeURIComponent(link)}`;
  provideToken(async () => signedInToken());
  return {
    open: () => openView(path),
    sendCode: () => post(`${path}/code`),
    prove: (proof) => post(`${path}/proof`, proof),
    decide: (request) => post<DecisionDoneView>(path, request),
    fileHref: ({ id }) => `${path}/files/${encodeURIComponent(id)}`,
  };
}

/** A link that leads nowhere any more is answered with 404 or 410; it has its page like every other. */
async function openView(path: string): Promise<DecisionPage> {
  try {
    return await get<DecisionPage>(path);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return { page: "unknown" };
    if (error.status === 410) return { page: "expired", ...aboutOf(error.body as object) };
    throw error;
  }
}

/** Of what it is about, which the answer says beside its code. */
function aboutOf({ case: id = null, outside, task = null }: Partial<ExpiredPage>): Omit<ExpiredPage, "page"> {
  return { case: id, task, ...(outside ? { outside } : {}) };
}

type ExpiredPage = Extract<DecisionPage, { page: "expired" }>;

/** A staff member who is signed in in this tab needs no code; the sign-in library keeps its user there. */
function signedInToken(): string | null {
  if (!agency.view) return null;
  const { issuer, clientId } = agency.view.signIn;
  try {
    const kept = JSON.parse(sessionStorage.getItem(`oidc.user:${issuer}:${clientId}`) ?? "null") as {
      access_token?: string;
      expires_at?: number;
    } | null;
    return kept?.access_token && (kept.expires_at ?? 0) * 1000 > Date.now() ? kept.access_token : null;
  } catch {
    return null;
  }
}
