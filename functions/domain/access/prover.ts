/** Who proves something by a mailed code, at one browser: what is done at another one counts nothing here. */
import type { Subject } from "../case/records.ts";

/** A person at a browser, `staff:sri@<browser>`, or a browser and an address together, of which nobody reads either. */
export type Prover = `${Subject}@${string}` | `address:${string}`;

export function asProver(subject: Subject, browser: string): Prover {
  return `${subject}@${browser}`;
}
