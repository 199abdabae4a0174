import type { Signal } from '../../indicators/indicator.ts';
import type { Baseline } from '../baseline.ts';
import { brief, iso } from '../explain.ts';
import type { Facts } from '../facts.ts';
import type { WindowCount } from './definition.ts';
import { blamedBy } from './entity.ts';
import { spanText } from './spans.ts';

/** A window that is surprising. */
export interface FoundWindow {
  readonly surprise: number;
  readonly sum: number;
  /** How many calls that is. */
  readonly calls: number;
  /** How many callers stand behind it, where that is asked. */
  readonly users: number;
  readonly spanMs: number;
  readonly firstMs: number;
  /** What the same one has at that many callers, where it is known by itself. */
  readonly usual: number | undefined;
  /** What is known of those that it is compared with. */
  readonly baseline: Baseline | undefined;
}

/** What is said of a window. */
export function signalOf(
  definition: WindowCount,
  facts: Facts,
  { surprise, sum, calls, users, spanMs, firstMs, usual, baseline }: FoundWindow,
): Signal {
  const { unit, perUser, entity, per, floor, blames } = definition;
  const observations = baseline?.observations ?? 0;
  const learned =
    usual !== undefined
      ? `about ${brief(usual)} at that many ${perUser === 'log-in' ? 'log-ins' : 'callers'}`
      : observations === 0
        ? `less than ${floor}, by assumption`
        : `at most ${brief(baseline?.quantile(0.99) ?? 0)}${perUser === undefined ? '' : ` per ${perUser === true ? 'user' : perUser}`} in 99 % of windows`;
  return {
    subject: blamedBy(definition, facts),
    surprise,
    api: per === 'all' && entity !== 'api' && entity !== 'operation' ? null : facts.call.api,
    operation: per === 'operation' || entity === 'operation' ? facts.call.operation : null,
    // What many did together is not what the one did who is blamed for a part of it.
    count: blames === undefined ? Math.max(1, calls) : 1,
    firstMs,
    evidence: [
      {
        variable: `${unit}, in ${spanText(spanMs)}`,
        learned,
        seen: `${sum}${behindText(perUser, users)}`,
        surprise,
        since: iso(baseline?.sinceMs ?? 0),
        observations,
      },
    ],
  };
}

function behindText(perUser: WindowCount['perUser'], users: number): string {
  if (perUser === 'log-in') return ` with ${brief(users)} log-ins that succeeded`;
  return perUser === true ? ` with ${brief(users)} users` : '';
}
