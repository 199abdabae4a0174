import type { Happening } from '@airside/behavior';
import type { BehaviorStore, Ladder } from '@airside/control';
import type { Incident } from '@airside/domain';

const MOST_WAITING = 1000;

export interface HappeningsOptions {
  readonly store: Pick<BehaviorStore, 'record' | 'incident'>;
  readonly ladder: Ladder;
  readonly onIncident: (incident: Incident) => void;
  readonly onProblem: (error: Error) => void;
}

/** Takes what the engine says, one after another: kept first, then acted on. */
export interface Happenings {
  take(happening: Happening): void;
  readonly dropped: number;
  readonly isFailing: boolean;
  /** Resolves when all that was taken is done with. */
  settled(): Promise<void>;
}

export function createHappenings({ store, ladder, onIncident, onProblem }: HappeningsOptions): Happenings {
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  let dropped = 0;
  let isFailing = false;

  const work = async ({ detections, incidents }: Happening): Promise<void> => {
    try {
      for (const incident of incidents) {
        if (incident.state === 'open' && (await store.incident(incident.id)) === undefined) onIncident(incident);
      }
      await store.record({ detections, incidents });
      isFailing = false;
    } catch (error) {
      if (!isFailing) onProblem(new Error(`detections cannot be kept: ${(error as Error).message}`));
      isFailing = true;
    }
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
      return dropped;
    },
    get isFailing() {
      return isFailing;
    },
    settled: () => turn,
  };
}
