/** What was found. Sentences, each naming what it is about: ids and keys only, nothing that people typed. */
export interface Findings {
  /** What must not be: something is lost, or will never go on. */
  differences: string[];
  /** What is as it may be, and worth knowing. */
  notes: string[];
}
