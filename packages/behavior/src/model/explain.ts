import { canonicalAddress, type Subject } from '@airside/domain';

import type { Call } from '../call/call.ts';

/** The caller of a call, by the name that tells callers apart best; an address as it is always written. */
export function callerSubject({ subjects, exchange }: Call): Subject {
  const [first] = subjects;
  if (first !== undefined && first.kind !== 'address') return first;
  return { kind: 'address', id: canonicalAddress(first?.id ?? exchange.client.address) };
}

/** A time as detections have it; null for 0, which stands for never. */
export function iso(timeMs: number): string | null {
  return timeMs === 0 ? null : new Date(timeMs).toISOString();
}

/** A number as people read it: three digits that count. */
export function brief(value: number): string {
  return String(value === 0 ? 0 : Number(value.toPrecision(3)));
}
