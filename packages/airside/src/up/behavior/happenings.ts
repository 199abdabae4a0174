import type { Happening } from '@airside/behavior';
import type { BehaviorStore, Ladder } from '@airside/control';
import type { Incident } from '@airside/domain';

import { createUnkept } from './unkept.ts';

const MOST_WAITING = 1000;

export interface HappeningsOptions {
  readonly store: Pick<BehaviorStore, 'record' | 'incident'>;
  readonly ladder: Ladder;
  readonly onIncident: (incident: Incident) => void;
  readonly onProblem: (error: Error) => void;
  readonly retryMs?: number;
}

/** Takes what the engine says, one after another: kept first, then acted on. What cannot be kept is acted on all the same, and kept later. */
export interface Happenings {
  take(happening: Happening): void;
  readonly dropped: number;
  readonly isFailing: boolean;
  /** What the store has not taken yet. */
  unkept(): Happening;
  /** Resolves when all that was taken is done with. */
  settled(): Promise<void>;
}

export function createHappenings({ store, ladder, onIncident, onProblem, retryMs }: HappeningsOptions): Happenings {
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  let dropped = 0;
  const unkept = createUnkept({
    record: (happening) => store.record(happening),
    onProblem,
    ...(retryMs !== undefined && { retryMs }),
  });

  const isNew = async ({ id, state }: Incident): Promise<boolean> =>
    state === 'open' && !unkept.has(id) && (await store.incident(id)) === undefined;

  const work = async ({ detections, incidents }: Happening): Promise<void> => {
    try {
      for (const incident of incidents) if (await isNew(incident)) onIncident(incident);
    } catch (error) {
      onProblem(error as Error);
    }
    await unkept.record({ detections, incidents });
    try {
      await ladder.respond(detections, incidents);
    } catch (error) {
      onProblem(new Error(`a detection could not be acted on: ${(error as Error).message}`));
    }
  };

  return {
    take(happening) {
      if (waiting >= MOST_WAITING) {
        dropped++;
        return;
      }
      waiting++;
      turn = turn.then(() => work(happening)).finally(() => waiting--);
    },
    get dropped() {
      return dropped + unkept.dropped;
    },
    get isFailing() {
      return unkept.isFailing;
    },
    unkept: () => unkept.waiting(),
    async settled() {
      await turn;
      await unkept.close();
    },
  };
}
