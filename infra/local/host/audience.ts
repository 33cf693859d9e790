/** Whether anybody but the people at this machine can reach the service. */

export interface Address {
  /** Address that people open, where it is set. */
  publicUrl?: string | undefined;
  /** Address to listen on; this machine only where nothing is set. */
  hostname?: string | undefined;
}

/** Where `npm start` listens when nothing is set. */
export const thisMachine = "127.0.0.1";

export function isPublic({ publicUrl, hostname = thisMachine }: Address): boolean {
  return !isLoopback(hostname) || (publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname));
}

function isLoopback(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name);
}
