import type { MadeCall } from './call.ts';
import { customer, START_MS } from './everyday.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A week of six people of the support staff, who read orders of any customer, in the order of time. */
export function support(days: number, startMs = START_MS): readonly MadeCall[] {
  return Array.from({ length: days * 40 }, (_, index) => {
    const day = Math.floor(index / 40);
    const person = index % 6;
    const timeMs = startMs + day * DAY + 9 * HOUR + (index % 40) * 5 * MINUTE;
    const who: Omit<MadeCall, 'timeMs'> = {
      user: `staff-${person}`,
      address: `10.0.0.${person}`,
      network: 'AS64999',
      country: 'DE',
      agent: 'Office/1',
      roles: ['support'],
      token: `staff-${person}-${day}`,
    };
    return [
      { ...who, timeMs, operation: 'GET /admin/users' },
      { ...who, timeMs: timeMs + 20_000, operation: 'GET /admin/orders' },
      { ...who, timeMs: timeMs + 40_000, operation: 'GET /orders/{id}', objects: [`order=${(index * 7) % 300}-0`] },
    ];
  }).flat();
}

/** A customer who has logged in, as `everyday` has them. */
export function loggedIn(user: number, timeMs: number): Omit<MadeCall, 'timeMs'> {
  return { ...customer(user), user: `user-${user}`, token: `user-${user}-${Math.floor(timeMs / DAY)}` };
}

/** One of many machines of an attacker, in one network. */
export function machine(index: number): Omit<MadeCall, 'timeMs'> {
  return { address: `192.0.${(index >> 8) & 255}.${index & 255}`, network: 'AS65000', country: 'KP', agent: 'python-requests/2.31' };
}

/** The same, spread over networks and kinds of clients. */
export function spreadMachine(index: number): Omit<MadeCall, 'timeMs'> {
  const letter = String.fromCharCode(65 + (index % 26), 65 + ((index >> 4) % 26));
  return {
    ...machine(index),
    network: `AS${70_000 + index}`,
    country: ['US', 'BR', 'IN', 'FR'][index % 4] ?? 'US',
    agent: `Client ${letter}`,
  };
}

export function many(count: number, make: (index: number) => MadeCall): readonly MadeCall[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Several streams as one, in the order of time. */
export function merged(...streams: readonly (readonly MadeCall[])[]): readonly MadeCall[] {
  return streams.flat().toSorted((one, other) => one.timeMs - other.timeMs);
}
