import { checkPerson } from "../../functions/domain/administration/check-people.ts";
import { insideRoles } from "../../functions/domain/administration/roles.ts";

/** Who is to be an administrator, as the person who deploys names them. */
export interface WantedAdministrator {
  name: string;
  email: string;
}

/**
 * Reads `Dra. Sri Wahyuni, M.Si. <sri@contoh.go.id>`.
 *
 * @throws Error with a line for each thing that is wrong
 */
export function readAdministrator(written: string): WantedAdministrator {
  const [, name = "", email = ""] = /^\s*"?([^<>"]*?)"?\s*<\s*([^<>]*?)\s*>\s*$/.exec(written) ?? [];
  if (name === "" || email === "")
    throw new Error(`admin: write a name and an address, as in --admin "Sri Wahyuni, S.Kom. <sri@contoh.go.id>".`);
  const problems = checkPerson({ id: "admin", name, nip: "", email, roles: insideRoles.slice(0, 1) });
  if (problems.length > 0) throw new Error(problems.map(({ at, message }) => `admin: ${at}: ${message.en}`).join("\n"));
  return { name, email };
}
