import { NoSuchItem, type ItemStore, type Key } from "./item-store.ts";
import { newItem, type ItemReader, type Kind } from "./kind.ts";

/**
 * Stores an item unless its key is taken.
 *
 * @param place its key, with its places in indexes
 * @returns what is stored now: of several, what came first
 * @throws UnreadableItem
 */
export async function storeOnce<Told extends object>(
  items: ItemStore,
  reader: ItemReader,
  kind: Kind<Told>,
  place: Key & object,
  told: Told,
): Promise<Told> {
  if (await items.putNew(newItem(kind, place, told))) return told;
  const first = await items.get({ pk: place.pk, sk: place.sk });
  if (!first) throw new NoSuchItem(place);
  return reader.one(first, kind.read);
}
