/** Reports mails that do not arrive as SES does, to the function that listens to its reports. */
import type { FunctionRow } from "../../../../functions/manifest.ts";
import type { Functions } from "../lambda/index.ts";
import { envelopeOf } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import type { Undelivered } from "./relay-queue.ts";

/** Addresses that refuse every mail, so that the way of a mail that does not arrive can be tried out on one machine. */
const bouncing = /@bounce\.test$/;

/** SES calls a bounce transient when it has tried for as long as it would. */
const kinds = {
  refused: { bounceType: "Permanent", status: "5.1.1" },
  "given-up": { bounceType: "Transient", status: "4.4.7" },
};

export interface Bounces {
  /** Reports a stored message to such an address. */
  ofTestAddresses(id: string, functions: Functions): Promise<void>;
  /** Reports that some never get a message; answers whether the function has taken it. */
  report(id: string, undelivered: Undelivered, functions: Functions): Promise<boolean>;
}

export function bouncesTo(manifest: FunctionRow[], store: MessageStore): Bounces {
  const listener = manifest.find((row) => row.trigger.kind === "mail-events");

  async function report(id: string, { addresses, why, at }: Undelivered, functions: Functions): Promise<boolean> {
    const raw = await store.raw(id);
    if (!listener || !raw) return true;
    const { to, tags } = await envelopeOf(raw);
    const detail = {
      eventType: "Bounce",
      mail: { destination: to, tags },
      bounce: {
        bounceType: kinds[why].bounceType,
        timestamp: at,
        bouncedRecipients: addresses.map((emailAddress) => ({
          emailAddress,
          action: "failed",
          status: kinds[why].status,
        })),
      },
    };
    return (await functions.invoke(listener.name, { source: "aws.ses", detail })).ok;
  }

  return {
    report,
    async ofTestAddresses(id, functions) {
      const raw = await store.raw(id);
      const addresses = raw ? (await envelopeOf(raw)).to.filter((address) => bouncing.test(address)) : [];
      const message = addresses.length > 0 ? await store.read(id) : null;
      if (message) await report(id, { addresses, why: "refused", at: message.date }, functions);
    },
  };
}
