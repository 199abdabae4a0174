import type { KeyObject } from 'node:crypto';

/** What the header of a token says about its key. */
export interface KeyChoice {
  readonly alg: string;
  readonly kid: string | undefined;
}

/** `unknown`: no key fits, or more than one does. `unavailable`: the set could not be read and nothing is cached. */
export type KeyLookup =
  | { readonly outcome: 'found'; readonly key: KeyObject }
  | { readonly outcome: 'unknown'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

export interface KeySetHealth {
  /** Usable keys. */
  readonly keys: number;
  /** Why the last attempt to read the set failed; null when it did not. */
  readonly failure: string | null;
  /** Keys of the set that are not used, and why. */
  readonly skipped: readonly string[];
}

/** Public keys of one signer (RFC 7517). */
export interface KeySet {
  /** Where the keys come from: a URL without its query, or a file. For people, not for comparing. */
  readonly location: string;
  /** Another number whenever the keys have become others. What was verified under an older number must be verified again. */
  readonly generation: number;
  readonly health: KeySetHealth;
  /** The one key that fits. Synchronous unless the set has to be read first. Never throws or rejects. */
  find(choice: KeyChoice): KeyLookup | Promise<KeyLookup>;
  /** Stops reading. Keys that are known stay usable for requests under way. */
  close(): void;
}
