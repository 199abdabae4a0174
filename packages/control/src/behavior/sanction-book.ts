import type { Sanction, SanctionChange } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';
import { isOfPerson, SanctionsInEffect } from './ladder/in-effect.ts';
import type { Traffic } from './ladder/traffic.ts';
import { SanctionKeeper } from './sanction-keeper.ts';
import {
  type BehaviorEvent,
  type BehaviorStore,
  type ListedSanction,
  MOST_ACTIVE,
  type Page,
  type PageOptions,
  type SanctionFilter,
} from './store.ts';

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
  /** How many the store has not taken yet as they are: a restart would forget that. */
  readonly unkept: number;
  /** All that were ever ordered, as far as they are kept, as they are by now. */
  list(filter: SanctionFilter, page: PageOptions): Promise<Page<ListedSanction>>;
  find(id: string): Promise<ListedSanction | undefined>;
  /**
   * In place of what a person has ordered before that is the same but for its time and reason. Rejects where there are as many as can be looked up, and nothing has
   * changed then.
   */
  impose(sanction: Sanction): Promise<Effect>;
  /** Undefined where there is none with this id. */
  undo(id: string, by: string): Promise<{ readonly sanction: ListedSanction; readonly effect: Effect } | undefined>;
  /** Tries for the last time to store what is not stored; yields what is forgotten with this process. */
  close(): Promise<readonly Sanction[]>;
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
  for (const { hits: _, ...sanction } of await store.activeSanctions(now())) inEffect.restore(sanction);
  const keeper = new SanctionKeeper({ store, onProblem, now, retryMs });
  const note = (event: Omit<BehaviorEvent, 'sequence'>): Promise<void> =>
    store.addEvent(event).catch((error: unknown) => onProblem(error as Error));
  /** Undefined where there is none with this id. */
  const end = async (id: string, undone: NonNullable<Sanction['undone']>): Promise<ListedSanction | undefined> => {
    const known = await keeper.find(id);
    if (known === undefined) return undefined;
    if (known.undone === null) {
      await keeper.undo(known, undone);
      await note({ ...undone, action: 'undo', target: id, detail: `${known.action} undone`, subject: known.match[0] ?? null });
    }
    inEffect.remove(id);
    return (await keeper.find(id)) ?? { ...known, undone: known.undone ?? undone };
  };

  return {
    active: () => inEffect.all(),
    inEffect,
    get unkept() {
      return keeper.unstored;
    },
    list: (filter, page) => keeper.list(filter, page),
    find: (id) => keeper.find(id),
    close: () => keeper.close(),
    async impose(ordered) {
      if (inEffect.size >= MOST_ACTIVE)
        throw new DirectoryError('full', `${MOST_ACTIVE} sanctions are in effect, which is as many as can be`);
      // At once: what is asked for while it is being stored counts with it.
      const sanction = inEffect.add(ordered);
      await keeper.add(sanction);
      const { by, reason, created: time, id: target, action, match, dryRun } = sanction;
      await note({ time, by, action: dryRun ? `would-${action}` : action, target, detail: reason, subject: match[0] ?? null });
      // Two of a kind would both have to be undone before the caller is let in again.
      const replaced = isOfPerson(by) ? inEffect.repeatedBy(sanction) : [];
      for (const { id } of replaced) await end(id, { time, by: `sanction:${target}` });
      return publish([{ kind: 'impose', sanction }, ...replaced.map(({ id }) => ({ kind: 'lift', id }) as const)]);
    },
    async undo(id, by) {
      const sanction = await end(id, { time: new Date(now()).toISOString(), by });
      return sanction && { sanction, effect: await publish([{ kind: 'lift', id }]) };
    },
  };
}
