/** A file that was accepted, or made by the service, and is kept. */
export interface StoredFile {
  /** Of its upload. */
  id: string;
  /** As its sender called it, for showing only (`shownName`): what is handed out has a name of ours. */
  name: string;
  /** By its content. */
  type: string;
  size: number;
  /** SHA-256 of the content, hex. */
  hash: string;
  /**
   * Its bytes lie under their hash in a folder of this name, that of the case or request it came with; `true`: in none, in what
   * was accepted before there were folders; absent: where they were uploaded, in what was accepted before that.
   */
  kept?: string | true;
  /** Its bytes and name are gone since, ISO 8601. */
  erased?: string;
}
