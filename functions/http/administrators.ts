/** Routes for whoever looks after the service. */
import { administers } from "../domain/access/administrator.ts";
import type { StaffMember } from "../domain/agency.ts";
import type { Dependencies } from "../domain/ports.ts";
import type { HttpRequest } from "../wiring/http.ts";
import { signedIn } from "./members.ts";
import { notThere } from "./readers.ts";

/** Who is signed in. @throws Refusal `unknown` for anybody who does not look after the service */
export async function administratorOf(
  request: HttpRequest,
  dependencies: Pick<Dependencies, "agencies">,
): Promise<StaffMember> {
  const member = await signedIn(request, dependencies);
  if (!administers(member, await dependencies.agencies.staff())) throw notThere;
  return member;
}
