import { expect, test } from 'vitest';

import { createBehaviorEngine } from '../compose.ts';
import { packState, type Section, unpackState } from './container.ts';

const VERSION_AT = 16;
const made = () => createBehaviorEngine({ key: Buffer.alloc(16, 7) });

/** A state as the version before wrote it: windows with the indicator that counts them, and with the book. */
function stateOf(...sections: readonly Section[]): Uint8Array {
  const [head] = unpackState(made().save());
  if (head === undefined) throw new Error('nothing was saved');
  const bytes = packState([head, ...sections]);
  bytes[VERSION_AT] = 2;
  return bytes;
}

const keys = Uint32Array.of(7);
const rows = {
  room: 256,
  swept: 0,
  spans: 3,
  keys,
  entities: keys,
  scopes: keys,
  lastMs: Float64Array.of(1),
  current: new Float32Array(3),
};

test('of a state of version 2 the windows of single callers are left out, which is said once, and the rest counts', () => {
  const season = { last: 490_000, values: Buffer.alloc(1680, 9).toString('base64') };
  const state = stateOf(
    { name: 'callers api-flood', value: { callers: { count: 0, rows: { names: ['', '*'], rows } } } },
    { name: 'callers api-flood', value: { callers: { count: 0, rows: { names: [], seasons: [[7, [season, null, null]]] } } } },
    { name: 'callers api-flood', value: { callers: { book: { of: 'users', users: { of: 'callers', rows } } } } },
    { name: 'callers api-flood', value: { callers: { book: { of: 'activity', activity: { of: 'caller', rows } } } } },
  );
  const engine = made();
  expect(engine.merge(state)).toEqual(['it is of version 2, which has the windows of single callers in another form']);
  const again = made();
  expect(again.merge(engine.save())).toEqual([]);
  const saved = JSON.stringify([...unpackState(again.save())].filter(({ name }) => name === 'callers api-flood'));
  expect(saved).toContain(season.values);
});
