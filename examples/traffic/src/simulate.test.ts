import { hash } from 'node:crypto';

import { exchangeSchema, INDICATOR_IDS } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { FORMS } from './campaigns/campaign.ts';
import { CAMPAIGNS } from './campaigns/index.ts';
import { toLine } from './ndjson.ts';
import { type Labelled, simulate } from './simulate.ts';

const ALL = CAMPAIGNS.map(({ id }) => id);
const hostile = [...simulate({ days: 6, users: 60, seed: 7, quietDays: 1, campaigns: ALL })];
const honest = hostile.filter(({ label }) => label === 0);

const bytes = (seed: number): string =>
  hash('sha256', [...simulate({ days: 1, users: 30, seed, quietDays: 0, campaigns: ['stolen-token'] })].map(toLine).join('\n'));

/** What only one side has of something that both have. */
function onlyIn(
  one: readonly Labelled[],
  other: readonly Labelled[],
  of: (labelled: Labelled) => string | null | undefined,
): (string | null | undefined)[] {
  const known = new Set(other.map(of));
  return [...new Set(one.map(of).filter((value) => !known.has(value)))];
}

describe('the simulated traffic', () => {
  test('is the same, byte for byte, for the same seed, and another for another', () => {
    expect(bytes(3)).toBe(bytes(3));
    expect(bytes(3)).not.toBe(bytes(4));
  });

  test('is made of exchanges as the schema has them, in the order of time, each with an id of its own', () => {
    for (const { exchange } of hostile) expect(exchangeSchema.safeParse(exchange).error?.issues).toBeUndefined();
    const times = hostile.map(({ exchange }) => exchange.time);
    expect(times).toEqual(times.toSorted());
    expect(new Set(hostile.map(({ exchange }) => exchange.id)).size).toBe(hostile.length);
  });

  test('has every form of every campaign, or says why not', () => {
    const seen = new Set(hostile.flatMap(({ mark }) => (mark === null ? [] : [`${mark.campaign} ${mark.form}`])));
    for (const { id, forms } of CAMPAIGNS) {
      for (const form of FORMS) {
        const entry = forms[form];
        if ('absent' in entry) expect(entry.absent.length, `${id} ${form}`).toBeGreaterThan(20);
        else expect(seen, `${id} ${form}`).toContain(`${id} ${form}`);
      }
    }
  });

  test('has a campaign for every indicator', () => {
    const meant = new Set(CAMPAIGNS.flatMap(({ means }) => means));
    expect(INDICATOR_IDS.filter((id) => !meant.has(id))).toEqual([]);
  });

  test('is honest on the quiet days', () => {
    expect(hostile.filter(({ exchange, label }) => label === 1 && exchange.time < '2026-03-03')).toEqual([]);
  });

  test('holds no secret', () => {
    expect(hostile.filter((labelled) => toLine(labelled).includes('correct horse'))).toEqual([]);
  });
});

describe('attackers', () => {
  test('have no software, network, host or form of ids that honest callers never have', () => {
    const product = ({ exchange }: Labelled): string => (exchange.client.userAgent ?? '').replace(/\d+/g, '');
    expect(onlyIn(hostile, honest, product)).toEqual([]);
    expect(onlyIn(hostile, honest, ({ exchange }) => exchange.host)).toEqual([]);
    const shape = ({ exchange }: Labelled): string => (exchange.principal?.subject ?? '').replace(/[0-9a-z]/g, 'x');
    expect(onlyIn(hostile, honest, shape)).toEqual([]);
    expect(onlyIn(hostile, honest, ({ exchange }) => exchange.client.fingerprint?.slice(0, 10))).toEqual([]);
  });

  test('come from networks that carry honest callers as well, unless a far country is the point', () => {
    const near = hostile.filter(({ mark }) => mark !== null && !['country-never-seen', 'impossible-travel'].includes(mark.campaign));
    const networks = new Set(near.map(({ exchange }) => exchange.client.network));
    const alone = onlyIn(near, honest, ({ exchange }) => exchange.client.network);
    // A small population does not reach into all of them.
    expect(alone.length / networks.size).toBeLessThan(0.4);
  });

  test('stay under any limit by the minute where they are slow', () => {
    const perMinute = new Map<string, number>();
    for (const { exchange, mark } of hostile) {
      if (mark?.form !== 'slow') continue;
      const key = `${mark.campaign} ${exchange.time.slice(0, 16)}`;
      perMinute.set(key, (perMinute.get(key) ?? 0) + 1);
    }
    expect([...perMinute].filter(([, count]) => count > 12)).toEqual([]);
  });
});

describe('honest callers', () => {
  test('open an order only after an answer has handed it to them', () => {
    const handed = new Map<string, Set<string>>();
    for (const { exchange, label } of hostile) {
      if (exchange.api !== 'shop' || exchange.principal === null || label === 1) continue;
      const caller = exchange.principal?.subject ?? '';
      const known = handed.get(caller) ?? new Set<string>();
      handed.set(caller, known);
      const wanted = /ord_[0-9a-z]{16}/.exec(exchange.path)?.[0];
      if (wanted !== undefined) expect(known, exchange.path).toContain(wanted);
      for (const [id] of exchange.response?.body?.matchAll(/ord_[0-9a-z]{16}/g) ?? []) known.add(id);
    }
    expect(handed.size).toBeGreaterThan(10);
  });

  test('open a ticket only after a list or their own writing has shown it to them', () => {
    const handed = new Map<string, Set<string>>();
    for (const { exchange, label } of hostile) {
      if (exchange.api !== 'desk' || label === 1) continue;
      const known = handed.get(exchange.client.session ?? '') ?? new Set<string>();
      handed.set(exchange.client.session ?? '', known);
      const wanted = /^\/api\/tickets\/(\d+)/.exec(exchange.path)?.[1];
      if (wanted !== undefined) expect(known, exchange.path).toContain(wanted);
      for (const [, id = ''] of exchange.response?.body?.matchAll(/"id":(\d+)/g) ?? []) known.add(id);
    }
  });

  test('make mistakes: wrong passwords, wrong codes, requests sent twice', () => {
    const statuses = new Set(honest.map(({ exchange }) => exchange.status));
    for (const status of [401, 422]) expect(statuses).toContain(status);
    const bodies = honest.flatMap(({ exchange: { method, path, principal, request } }) =>
      method === 'POST' && request?.body !== undefined ? [`${principal?.subject} ${path} ${request.body}`] : [],
    );
    expect(new Set(bodies).size).toBeLessThan(bodies.length);
  });
});
