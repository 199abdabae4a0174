import { LRUCache } from 'lru-cache';

import type { Claims } from '../jwt/compact.ts';

/** What a provider said of a token, and how long that is believed: milliseconds since 1970. */
export interface RememberedAnswer {
  readonly members: Claims;
  readonly freshUntilMs: number;
  /** While the provider does not answer. */
  readonly staleUntilMs: number;
}

/** Answers by the hash of their token. Those about good and those about bad tokens do not push each other out. */
export interface AnswerMemory {
  active(key: string): RememberedAnswer | undefined;
  /** Until when a token counts as inactive without asking; undefined where that is not known. */
  inactiveUntilMs(key: string): number | undefined;
  rememberActive(key: string, answer: RememberedAnswer): void;
  rememberInactive(key: string, untilMs: number): void;
}

export function createAnswerMemory(): AnswerMemory {
  const active = new LRUCache<string, RememberedAnswer>({ max: MOST_ANSWERS });
  const inactive = new LRUCache<string, number>({ max: MOST_ANSWERS });
  return {
    active: (key) => active.get(key),
    inactiveUntilMs: (key) => inactive.get(key),
    rememberActive(key, answer) {
      inactive.delete(key);
      active.set(key, answer);
    },
    rememberInactive(key, untilMs) {
      active.delete(key);
      inactive.set(key, untilMs);
    },
  };
}

/** Of each kind. An answer has at most 16 KiB, and some hundred bytes as a rule. */
const MOST_ANSWERS = 10_000;
