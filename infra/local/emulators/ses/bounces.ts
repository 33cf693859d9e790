/** Addresses that refuse every mail, so that the way of a mail that does not arrive can be tried out on one machine. */
import type { FunctionRow } from "../../../../functions/manifest.ts";
import type { Functions } from "../lambda/index.ts";
import type { MessageStore } from "./message-store.ts";

const bouncing = /@bounce\.test$/;

/** Reports a stored message to such an address as SES does, to the function that listens to its reports. */
export function bouncesTo(manifest: FunctionRow[], store: MessageStore) {
  const listener = manifest.find((row) => row.trigger.kind === "mail-events");
  return async (id: string, functions: Functions): Promise<void> => {
    const [message, raw] = await Promise.all([store.read(id), store.raw(id)]);
    const refused = message?.to.filter((address) => bouncing.test(address)) ?? [];
    if (!listener || !message || !raw || refused.length === 0) return;
    const detail = {
      eventType: "Bounce",
      mail: { destination: message.to, tags: tagsIn(raw.toString("latin1")) },
      bounce: {
        bounceType: "Permanent",
        timestamp: message.date,
        bouncedRecipients: refused.map((emailAddress) => ({ emailAddress, action: "failed", status: "5.1.1" })),
      },
    };
    await functions.invoke(listener.name, { source: "aws.ses", detail });
  };
}

/** `X-SES-MESSAGE-TAGS: case=KJG-2026-00001` -> { case: ["KJG-2026-00001"] } */
function tagsIn(raw: string): Record<string, string[]> {
  const line = /^X-SES-MESSAGE-TAGS:\s*(.+)$/im.exec(raw)?.[1] ?? "";
  const pairs = line.split(",").map((pair) => pair.trim().split("="));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, [value]]] : [])));
}
