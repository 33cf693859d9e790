/** Routes about posts that somebody holds for another: who does, entering and ending it, and the own deputy. */
import { deputySwitchRequest, substitutionRequest, substitutionEndRequest } from "../../contract/requests.ts";
import type { SubstitutionsView } from "../../contract/staff.ts";
import { isPresent, type StaffMember } from "../../domain/agency.ts";
import { handedOutOf } from "../../domain/form/hand-out.ts";
import {
  endSubstitution,
  enterSubstitution,
  officeNow,
  postsOf,
  prepareDeputy,
  switchDeputy,
} from "../../domain/people/enter-substitution.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { HttpRequest, HttpResponse, RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";
import { notThere } from "../readers.ts";
import { substitutionsView } from "../views/substitutions-view.ts";

export const listSubstitutions: RouteHandler = async (request, dependencies) => {
  return answer(dependencies, await signedIn(request, dependencies));
};

export const enterSubstitute: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  await enterSubstitution(dependencies, member, substitutionRequest.parse(request.body()).values);
  return answer(dependencies, await signedIn(request, dependencies), 201);
};

export const endSubstitute: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  await endSubstitution(dependencies, member, substitutionEndRequest.parse(request.body()));
  return answer(dependencies, await signedIn(request, dependencies));
};

export const prepare: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  await prepareDeputy(dependencies, member, substitutionRequest.parse(request.body()).values);
  return answer(dependencies, member);
};

export const switchPrepared: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  await switchDeputy(dependencies, member, deputySwitchRequest.parse(request.body()));
  return answer(dependencies, await signedIn(request, dependencies));
};

/** The letter of order, for whoever may enter for the post. */
export const fetchOrder: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const file = await orderOf(request, dependencies, member);
  if (!file) throw notThere;
  return { body: { url: await handedOutOf(dependencies, file, "Surat perintah") } };
};

async function orderOf({ parameters }: HttpRequest, dependencies: Dependencies, member: StaffMember) {
  const { post, number } = parameters;
  const may = postsOf(member, await dependencies.agencies.staff()).some((each) => each === post);
  if (!may) return undefined;
  const book = (await dependencies.agencies.posts()).find((each) => each.post === post);
  return book?.substitutions.find((each) => String(each.number) === number)?.letter.file;
}

/** Looked at anew: what was entered changes who holds what. */
async function answer(dependencies: Dependencies, member: StaffMember, status = 200): Promise<HttpResponse> {
  const office = await officeNow(dependencies);
  const here = (each: StaffMember): boolean => isPresent(each, office.day);
  const body: SubstitutionsView = substitutionsView(await dependencies.agencies.posts(), member, office, here);
  return { status, body };
}
