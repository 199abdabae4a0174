import type { Exchange } from '@airside/domain';

import type { Call } from './call.ts';

/** Takes exchanges apart, and learns on the way which segments of paths vary. Never throws, whatever an exchange holds. */
export interface CallReader {
  /** Takes one apart by what is known. `timeMs` is when it is taken to have been, where that is not what it says. */
  look(exchange: Exchange, timeMs?: number): Call;
  /** Learns from one. */
  learn(exchange: Exchange): void;
  /** Learns from one and takes it apart then. */
  read(exchange: Exchange, timeMs?: number): Call;
  /** What it has learned as JSON. */
  save(): unknown;
  /** Adds what was saved; throws where that is not what `save` gives. */
  merge(saved: unknown): void;
}
