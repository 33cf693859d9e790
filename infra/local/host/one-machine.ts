/** The back end's own side of running on one machine, loaded as a file like the handlers. */
import { fileURLToPath, pathToFileURL } from "node:url";

export type OneMachine = typeof import("../../../functions/wiring/one-machine.ts");
/** What the sign-in asks of the service. */
export type SignInDesk = ReturnType<OneMachine["signInDesk"]>;

const file = fileURLToPath(new URL("../../../functions/wiring/one-machine.ts", import.meta.url));

export async function loadOneMachine(): Promise<OneMachine> {
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as OneMachine;
}
