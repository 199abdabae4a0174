import type { Sanction, SanctionChange } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';
import { SanctionsInEffect } from './ladder/in-effect.ts';
import type { Traffic } from './ladder/traffic.ts';
import { type BehaviorStore, type CountedSanction, MOST_ACTIVE } from './store.ts';

/** Passes changes on to the gateways; resolves once they are in effect in all of them. */
export type PublishSanctions<Effect> = (changes: readonly SanctionChange[]) => Promise<Effect>;

/** The sanctions in effect: in the store, in this process, and in the gateways. */
export interface SanctionBook<Effect> {
  active(): readonly Sanction[];
  readonly inEffect: SanctionsInEffect;
  /** Rejects where there are as many as can be looked up, and nothing has changed then. */
  impose(sanction: Sanction): Promise<Effect>;
  /** Undefined where there is none with this id. */
  undo(id: string, by: string): Promise<{ readonly sanction: CountedSanction; readonly effect: Effect } | undefined>;
}

/** Opens the book with what the store has in effect now. */
export async function openSanctionBook<Effect>(
  store: BehaviorStore,
  publish: PublishSanctions<Effect>,
  traffic: Traffic,
  now: () => number = Date.now,
): Promise<SanctionBook<Effect>> {
  const inEffect = new SanctionsInEffect(traffic, now);
  for (const { hits: _, ...sanction } of await store.activeSanctions(now())) inEffect.add(sanction);

  return {
    active: () => inEffect.all(),
    inEffect,
    async impose(sanction) {
      if (inEffect.size >= MOST_ACTIVE)
        throw new DirectoryError('full', `${MOST_ACTIVE} sanctions are in effect, which is as many as can be`);
      await store.addSanction(sanction);
      inEffect.add(sanction);
      const { by, reason, created: time, id: target, action, match, dryRun } = sanction;
      await store.addEvent({ time, by, action: dryRun ? `would-${action}` : action, target, detail: reason, subject: match[0] ?? null });
      return publish([{ kind: 'impose', sanction }]);
    },
    async undo(id, by) {
      const known = await store.sanction(id);
      if (known === undefined) return undefined;
      const time = new Date(now()).toISOString();
      const sanction = (await store.undo(id, { time, by })) ?? known;
      if (known.undone === null)
        await store.addEvent({
          time,
          by,
          action: 'undo',
          target: id,
          detail: `${sanction.action} undone`,
          subject: sanction.match[0] ?? null,
        });
      inEffect.remove(id);
      return { sanction, effect: await publish([{ kind: 'lift', id }]) };
    },
  };
}
