/** Hands a MIME message on to where mail is sent from. */
export type SendRawMail = (address: string, raw: Uint8Array) => Promise<void>;
