import type { JsonObject } from '../../config-api/json.ts';
import type { World } from '../world.ts';

/** A call of a method, its request decoded and its location checked. */
export interface Call {
  /** Resource name in the path. */
  readonly resource: string;
  readonly request: JsonObject;
  /** Scheme and host the caller reached the emulator by: `http://127.0.0.1:8085`. */
  readonly origin: string;
}

/** Answers a call with the method's response message; throws ApiError to refuse it, and then has changed nothing. */
export type Handler = (world: World, call: Call) => JsonObject;

/** A message as the JSON object it is; interfaces of messages have no index signature. */
export function json(message: object): JsonObject {
  return message as JsonObject; // messages hold nothing but JSON
}
