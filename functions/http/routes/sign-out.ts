/** The end of a sign-in. */
import { isoInstant } from "../../domain/calendar/instants.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { issuedAt, signedIn } from "../members.ts";

/** A token stays readable until it expires, so the person's own item says up to when tokens are good no more. */
export const signOut: RouteHandler = async (request, dependencies) => {
  const { id } = await signedIn(request, dependencies);
  const { agencies, clock } = dependencies;
  await agencies.noteSignOut(id, issuedAt(request.claims) ?? isoInstant(clock.now()));
  return { body: {} };
};
