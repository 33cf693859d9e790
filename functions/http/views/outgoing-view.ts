import { documents } from "../../../statemachines/language/documents.ts";
import type { OutgoingRow } from "../../contract/papers.ts";
import type { RegisterEntry } from "../../domain/ports.ts";

/** A line of the register of outgoing letters; one that is void says so before its subject, in lists, exports and prints. */
export function outgoingRow({ at, caseId, line, number, paper }: RegisterEntry<"outgoing">): OutgoingRow {
  return {
    number,
    case: caseId,
    paper: paper ?? null,
    at,
    printed: line?.printed ?? "",
    kind: line ? documents[line.kind] : null,
    about: line?.void ? `BATAL: ${line.about}` : (line?.about ?? ""),
    to: line?.to ?? "",
    signer: line?.signer ?? "",
  };
}
