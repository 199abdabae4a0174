import type { Exchange } from '@airside/domain';

import type { Call } from './call.ts';

/** Takes exchanges apart. It may learn while it does so, such as which segments of paths vary. */
export interface CallReader {
  /** Never throws, whatever an exchange holds. `timeMs` is when it is taken to have been, where that is not what it says. */
  read(exchange: Exchange, timeMs?: number): Call;
  /** The same without learning anything: in the light of what was read before. */
  look(exchange: Exchange, timeMs?: number): Call;
  /** What it has learned as JSON. */
  save(): unknown;
  /** Adds what was saved; throws where that is not what `save` gives. */
  merge(saved: unknown): void;
}
