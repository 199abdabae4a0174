import type { Sanction, SanctionChange } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';
import { SanctionsInEffect } from './ladder/in-effect.ts';
import type { Traffic } from './ladder/traffic.ts';
import { type BehaviorEvent, type BehaviorStore, type CountedSanction, MOST_ACTIVE } from './store.ts';

const RETRY_MS = 5000;

/** Passes changes on to the gateways; resolves once they are in effect in all of them. */
export type PublishSanctions<Effect> = (changes: readonly SanctionChange[]) => Promise<Effect>;

/**
 * The sanctions in effect: in the store, in this process, and in the gateways. A store that fails, as on a full disk, keeps no block from taking effect and none from being
 * undone: it is told later.
 */
export interface SanctionBook<Effect> {
  active(): readonly Sanction[];
  readonly inEffect: SanctionsInEffect;
  /** Changes that the store has not taken yet: a restart would forget them. */
  readonly unkept: number;
  /** Rejects where there are as many as can be looked up, and nothing has changed then. */
  impose(sanction: Sanction): Promise<Effect>;
  /** Undefined where there is none with this id. */
  undo(id: string, by: string): Promise<{ readonly sanction: CountedSanction; readonly effect: Effect } | undefined>;
}

export interface SanctionBookOptions<Effect> {
  readonly store: BehaviorStore;
  readonly publish: PublishSanctions<Effect>;
  readonly traffic: Traffic;
  /** Told when the store does not take a change. */
  readonly onProblem?: (error: Error) => void;
  readonly now?: () => number;
  readonly retryMs?: number;
}

/** Opens the book with what the store has in effect now. */
export async function openSanctionBook<Effect>(options: SanctionBookOptions<Effect>): Promise<SanctionBook<Effect>> {
  const { store, publish, traffic, onProblem = () => undefined, now = Date.now, retryMs = RETRY_MS } = options;
  const inEffect = new SanctionsInEffect(traffic, now);
  for (const { hits: _, ...sanction } of await store.activeSanctions(now())) inEffect.add(sanction);
  /** What the store is to be told, in order. */
  const untold = new Map<string, { readonly sanction: Sanction; readonly tell: () => Promise<unknown> }>();

  const keep = async (key: string, sanction: Sanction, tell: () => Promise<unknown>): Promise<void> => {
    try {
      await tell();
    } catch (error) {
      onProblem(error as Error);
      if (untold.size === 0) later();
      untold.set(key, { sanction, tell });
    }
  };
  const later = (): void => {
    setTimeout(() => void again(), retryMs).unref();
  };
  const again = async (): Promise<void> => {
    for (const [key, { sanction, tell }] of untold) {
      const isOver = Date.parse(sanction.expires) <= now();
      const isTold =
        isOver ||
        (await tell().then(
          () => true,
          () => false,
        ));
      if (!isTold) return later();
      untold.delete(key);
    }
  };
  const note = (event: Omit<BehaviorEvent, 'sequence'>): Promise<void> =>
    store.addEvent(event).catch((error: unknown) => onProblem(error as Error));

  return {
    active: () => inEffect.all(),
    inEffect,
    get unkept() {
      return untold.size;
    },
    async impose(sanction) {
      if (inEffect.size >= MOST_ACTIVE)
        throw new DirectoryError('full', `${MOST_ACTIVE} sanctions are in effect, which is as many as can be`);
      await keep(`impose ${sanction.id}`, sanction, () => store.addSanction(sanction));
      inEffect.add(sanction);
      const { by, reason, created: time, id: target, action, match, dryRun } = sanction;
      await note({ time, by, action: dryRun ? `would-${action}` : action, target, detail: reason, subject: match[0] ?? null });
      return publish([{ kind: 'impose', sanction }]);
    },
    async undo(id, by) {
      const unkept = untold.get(`impose ${id}`)?.sanction;
      const known = unkept === undefined ? await store.sanction(id) : { ...unkept, hits: 0 };
      if (known === undefined) return undefined;
      const undone = { time: new Date(now()).toISOString(), by };
      const { hits: _, ...sanction } = known;
      const tell = (): Promise<unknown> => store.undo(id, undone);
      if (unkept !== undefined) untold.set(`undo ${id}`, { sanction, tell });
      else if (known.undone === null) await keep(`undo ${id}`, sanction, tell);
      if (known.undone === null) {
        const detail = `${sanction.action} undone`;
        await note({ ...undone, action: 'undo', target: id, detail, subject: sanction.match[0] ?? null });
      }
      inEffect.remove(id);
      return { sanction: { ...known, undone: known.undone ?? undone }, effect: await publish([{ kind: 'lift', id }]) };
    },
  };
}
