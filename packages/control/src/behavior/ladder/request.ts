import { compileAllowList, type Sanction, subjectKey } from '@airside/domain';

import type { ActionRequest } from '../../alerts/action.ts';
import type { BehaviorStore } from '../store.ts';
import { isOfPerson, type SanctionsInEffect } from './in-effect.ts';
import { matchKey, newSanctionId } from './sanction.ts';
import type { Responses } from './steps.ts';

export interface RequestOptions {
  readonly store: Pick<BehaviorStore, 'addEvent' | 'sanctions'>;
  readonly responses: () => Responses;
  readonly inEffect: Pick<SanctionsInEffect, 'has' | 'beyondCap'>;
  /** Stores a sanction and tells the gateways. */
  readonly impose: (sanction: Sanction) => Promise<void>;
  readonly now?: () => number;
}

/**
 * Does what an alert rule asks for, under the rules that hold for the ladder: nobody on the allow list is hit, nothing that a person has undone is done
 * again, no more of the traffic is blocked than is allowed. What is not done is on record, with the reason.
 */
export function createRequests({
  store,
  responses,
  inEffect,
  impose,
  now = Date.now,
}: RequestOptions): (request: ActionRequest) => Promise<void> {
  return async (request) => {
    const sanction = sanctionOf(request, now());
    if (inEffect.has(sanction)) return;
    const undone = await wasUndone(sanction);
    // Nothing may come between what is asked here and the order: many alerts may fire at once.
    if (inEffect.has(sanction)) return;
    const reason = undone ? 'a person has undone the same for this caller' : objection(sanction);
    if (reason === undefined) await impose(sanction);
    else {
      await store.addEvent({
        time: sanction.created,
        by: sanction.by,
        action: 'not-done',
        target: sanction.match.map(subjectKey).join(' '),
        detail: `${reason} (${request.reason})`,
        subject: sanction.match[0] ?? null,
      });
    }
  };

  function objection(sanction: Sanction): string | undefined {
    const { allow, cap } = responses();
    if (compileAllowList(allow).allows(sanction.match)) return 'the caller is on the allow list';
    if (sanction.dryRun || sanction.action !== 'block') return undefined;
    return inEffect.beyondCap(sanction.match, cap);
  }

  async function wasUndone(sanction: Sanction): Promise<boolean> {
    const [subject] = sanction.match;
    if (subject === undefined) return false;
    const { items } = await store.sanctions({ subject }, { limit: 50 });
    return items.some(
      ({ undone, expires, action, match }) =>
        undone !== null &&
        isOfPerson(undone.by) &&
        action === sanction.action &&
        Date.parse(expires) > now() &&
        matchKey({ match }) === matchKey(sanction),
    );
  }
}

function sanctionOf({ durationMs, by, reason, ...rest }: ActionRequest, nowMs: number): Sanction {
  return {
    ...rest,
    id: newSanctionId(),
    created: new Date(nowMs).toISOString(),
    expires: new Date(nowMs + durationMs).toISOString(),
    by: `response:${by}`,
    reason,
    incident: null,
    undone: null,
  };
}
