import type {
  AddressRequest,
  CancelRequest,
  ProofRequest,
  RequesterChangeRequest,
} from "../../../functions/contract/requests.ts";
import { post } from "../api/client.ts";

/** What the requester's own link can do, for whoever proves to be the requester. @throws ApiError from every call */
export function trackingApi(link: string) {
  const path = `/api/tracking/${encodeURIComponent(link)}`;
  return {
    sendCode: () => post(`${path}/code`),
    prove: (proof: ProofRequest) => post(`${path}/proof`, proof),
    cancel: (request: CancelRequest) => post(`${path}/cancel`, request),
    change: (request: RequesterChangeRequest) => post(`${path}/change`, request),
    answerAddress: (request: AddressRequest) => post(`${path}/address`, request),
  };
}
