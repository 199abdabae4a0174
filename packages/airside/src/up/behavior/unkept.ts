import type { Happening } from '@airside/behavior';
import type { Detection, Incident } from '@airside/domain';

const RETRY_MS = 5000;
/** Of each, the newest. */
const MOST_UNKEPT = 10_000;

export interface UnkeptOptions {
  readonly record: (happening: Happening) => Promise<void>;
  /** Told when recording begins to fail. */
  readonly onProblem: (error: Error) => void;
  readonly retryMs?: number;
}

/** Records what the engine found; what the store does not take is tried again, as it has become by then. */
export interface Unkept {
  /** Never rejects. */
  record(happening: Happening): Promise<void>;
  /** Whether an incident waits to be recorded. */
  has(incident: string): boolean;
  /** What waits to be recorded, the newest last. */
  waiting(): Happening;
  readonly isFailing: boolean;
  readonly dropped: number;
  /** Tries for the last time. */
  close(): Promise<void>;
}

export function createUnkept({ record, onProblem, retryMs = RETRY_MS }: UnkeptOptions): Unkept {
  const detections = new Map<string, Detection>();
  const incidents = new Map<string, Incident>();
  let isFailing = false;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const put = <Thing extends { readonly id: string }>(things: Map<string, Thing>, more: readonly Thing[]): void => {
    for (const thing of more) things.set(thing.id, thing);
    for (const id of things.keys()) {
      if (things.size <= MOST_UNKEPT) return;
      things.delete(id);
      dropped++;
    }
  };
  /** What has changed in the meantime is to be recorded as it is now. */
  const forget = <Thing extends { readonly id: string }>(things: Map<string, Thing>, recorded: readonly Thing[]): void => {
    for (const thing of recorded) if (things.get(thing.id) === thing) things.delete(thing.id);
  };
  const waiting = (): Happening => ({ detections: [...detections.values()], incidents: [...incidents.values()] });
  const attempt = async (): Promise<void> => {
    if (detections.size === 0 && incidents.size === 0) return;
    clearTimeout(timer);
    const happening = waiting();
    try {
      await record(happening);
      forget(detections, happening.detections);
      forget(incidents, happening.incidents);
      isFailing = false;
    } catch (error) {
      if (!isFailing) onProblem(new Error(`detections cannot be kept: ${(error as Error).message}`));
      isFailing = true;
      timer = setTimeout(() => void inTurn(), retryMs);
      timer.unref();
    }
  };
  const inTurn = (): Promise<void> => {
    turn = turn.then(attempt);
    return turn;
  };

  return {
    record(happening) {
      put(detections, happening.detections);
      put(incidents, happening.incidents);
      return isFailing ? Promise.resolve() : inTurn();
    },
    has: (incident) => incidents.has(incident),
    waiting,
    get isFailing() {
      return isFailing;
    },
    get dropped() {
      return dropped;
    },
    async close() {
      await inTurn();
      clearTimeout(timer);
    },
  };
}
