import type { EngineOptions, Happening, LearnedOperation, TrainingStatus } from '@airside/behavior';
import type { Exchange, Judgement } from '@airside/domain';

/** A list of addresses in a file. */
export interface AddressListFile {
  readonly file: string;
  readonly name: string;
  readonly isCertain: boolean;
}

/** What the process of the engine needs to start. */
export interface EngineData {
  /** The module that makes the engine: it exports `makeEngine`. */
  readonly module: string;
  readonly options: Omit<EngineOptions, 'addressLists'>;
  /** Files with addresses of a bad name, read again when they change. */
  readonly lists: readonly AddressListFile[];
  /** Hashes names, so that nobody outside can choose ones that collide. */
  readonly key: Uint8Array;
  /** Where what was learned is kept. */
  readonly stateFile: string;
  /** How many starts before this one, in a row, came to no end. */
  readonly failedStarts: number;
}

/** What the primary tells the process of the engine, `start` first. Each question is answered once, in the order of asking. */
export type ToEngine =
  | { readonly kind: 'start'; readonly data: EngineData }
  | { readonly kind: 'observe'; readonly exchanges: readonly Exchange[] }
  | { readonly kind: 'tick'; readonly nowMs: number }
  | { readonly kind: 'judge'; readonly question: number; readonly verdicts: readonly Judgement[] }
  | { readonly kind: 'open'; readonly question: number }
  | { readonly kind: 'training'; readonly question: number }
  | { readonly kind: 'profiles'; readonly question: number }
  /** Save what was learned; on the way out `last`. */
  | { readonly kind: 'save'; readonly isLast: boolean };

export type FromEngine =
  /** Ready; `trouble` says why what was learned before could not be taken over, or not all of it, and where it was put. */
  | { readonly kind: 'ready'; readonly restored: boolean; readonly trouble: string | undefined }
  | { readonly kind: 'happened'; readonly happening: Happening; readonly observed: number }
  | { readonly kind: 'judged'; readonly question: number; readonly happening: Happening }
  /** The ids of the incidents that are open. */
  | { readonly kind: 'open'; readonly question: number; readonly incidents: readonly string[] }
  | { readonly kind: 'training'; readonly question: number; readonly training: readonly TrainingStatus[] }
  | { readonly kind: 'profiles'; readonly question: number; readonly profiles: readonly LearnedOperation[] }
  /** Saved, or not; after the last time once more, with `isLast`. */
  | { readonly kind: 'saved'; readonly trouble: string | undefined; readonly isLast: boolean }
  | { readonly kind: 'trouble'; readonly message: string };
