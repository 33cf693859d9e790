/** Who answers for a unit that reads one mailbox: they state it, and nobody knows more than that. */
import { actorOf } from "../../../statemachines/language/registry.ts";
import type { ActorId, Text } from "../../../statemachines/language/vocabulary.ts";
import type { Channel, Stated } from "../case/records.ts";
import { Refusal } from "../refusal.ts";

const shortest = 3;

/** Whether an answer in a role through a channel has to say who gives it. */
export function asksWho(role: ActorId, channel: Channel): boolean {
  return actorOf(role).mailbox === true && channel.startsWith("link-");
}

/**
 * @returns what is stored with the answer, null where nobody has to say it
 * @throws Refusal `invalid` with a sentence per field (`statedName`, `statedPosition`)
 */
export function statedFor(role: ActorId, channel: Channel, given: Stated | undefined): Stated | null {
  if (!asksWho(role, channel)) return null;
  const stated = { name: oneLine(given?.name ?? ""), position: oneLine(given?.position ?? "") };
  const fields: Record<string, Text> = {
    ...(stated.name.length < shortest ? { statedName: nameMissing } : {}),
    ...(stated.position.length < shortest ? { statedPosition: positionMissing } : {}),
  };
  const [first] = Object.values(fields);
  if (first) throw new Refusal("invalid", first, fields);
  return stated;
}

function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
}

const nameMissing: Text = { id: "Tuliskan nama Anda.", en: "Please give your name." };
const positionMissing: Text = { id: "Tuliskan jabatan Anda.", en: "Please give your position." };
