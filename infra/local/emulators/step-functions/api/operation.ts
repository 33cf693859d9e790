/** What the operations of the endpoint have in common. */
import type { Clock } from "../../../host/clock.ts";
import type { Engine, Log } from "../engine/engine.ts";
import type { Journal } from "../journal/journal.ts";
import type { JsonObject } from "../language/json.ts";
import { Parameters } from "./parameters.ts";

/** What operations work with. */
export interface ApiParts {
  journal: Journal;
  engine: Engine;
  clock: Clock;
  region: string;
  accountId: string;
  log: Log;
  newId(): string;
  /** Starts that are not on disk yet, by execution ARN. */
  starting: Map<string, Promise<void>>;
}

/** One operation of the service: parameters in, result out, ApiFault for what the caller did wrong. */
export type Operation = (parts: ApiParts, parameters: Parameters) => Promise<JsonObject>;

/** A response as it goes over the wire. */
export interface ApiResponse {
  status: number;
  /** JSON text. */
  body: string;
}
