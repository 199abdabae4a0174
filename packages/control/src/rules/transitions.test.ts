import fc from 'fast-check';
import { expect, test } from 'vitest';

import { RuleStoreError } from './rule-store-error.ts';
import { type StoredVersion, type StoreState, storeState } from './state.ts';
import { MOST_VERSIONS, pinned, rolledBack, ruleSetIn, unpinned, withInstalled, withKept, withoutVersion } from './transitions.ts';

const EMPTY: StoreState = { format: 1, sets: [] };
const stored = (version: string): StoredVersion => ({
  version,
  source: '/x',
  sha256: '0'.repeat(64),
  contents: '0'.repeat(64),
  proof: 'none',
  ruleCount: 1,
  installedAt: '2026-11-21T20:00:00.000Z',
});
const installed = (...versions: string[]) =>
  versions.reduce((state, version) => withInstalled(state, 'crs', stored(version), undefined), EMPTY);
const kept = (state: StoreState) => ruleSetIn(state, 'crs').versions.map(({ version }) => version);

test('what is installed is active, and rolling back goes through what was active, one step at a time', () => {
  let state = installed('1', '2', '3');
  expect(ruleSetIn(state, 'crs')).toMatchObject({ active: '3', previous: ['2', '1'] });
  state = rolledBack(state, 'crs');
  state = rolledBack(state, 'crs');
  expect(ruleSetIn(state, 'crs')).toMatchObject({ active: '1', previous: [] });
  expect(kept(state)).toEqual(['3', '2', '1']);
  expect(() => rolledBack(state, 'crs')).toThrow('there is no version of crs before 1 to go back to');
});

test('so many versions are kept, the active one and the one before among them', () => {
  const many = installed('1', '2', '3', '4', '5', '6', '7');
  expect(kept(many)).toEqual(['7', '6', '5', '4', '3']);
  const back = withKept(many, 'crs', stored('3'), undefined);
  expect(kept(withInstalled(back, 'crs', stored('8'), undefined))).toEqual(['8', '7', '6', '5', '3']);
  expect(MOST_VERSIONS).toBe(5);
});

test('a pinned rule set stays as it is until it is unpinned', () => {
  const state = pinned(installed('1', '2'), 'crs', '1');
  expect(ruleSetIn(state, 'crs')).toMatchObject({ active: '1', pinned: true, previous: ['2'] });
  for (const change of [
    () => rolledBack(state, 'crs'),
    () => withKept(state, 'crs', stored('2'), undefined),
    () => withInstalled(state, 'crs', stored('3'), undefined),
  ]) {
    expect(change).toThrow('crs is pinned to 1');
  }
  expect(ruleSetIn(rolledBack(unpinned(state, 'crs'), 'crs'), 'crs').active).toBe('2');
  expect(ruleSetIn(pinned(state, 'crs', '2'), 'crs'), 'pinning elsewhere is asked for').toMatchObject({ active: '2', pinned: true });
});

test('the active version is not removed, pinned or not; another one is, and nobody rolls back to it', () => {
  const state = installed('1', '2', '3');
  expect(() => withoutVersion(state, 'crs', '3')).toThrow('version 3 of crs is the active one');
  expect(() => withoutVersion(state, 'crs', '9')).toThrow('there is no version "9" of crs');
  expect(ruleSetIn(rolledBack(withoutVersion(state, 'crs', '2'), 'crs'), 'crs').active).toBe('1');
});

test.each(['nothing', '__proto__', 'constructor', ''])('a rule set that is not there is not found: %j', (name) => {
  expect(() => ruleSetIn(installed('1'), name)).toThrow('there is no rule set');
});

test('a key to check updates with stays when a version is installed by checksum', () => {
  const signature = { location: 'https://a/x.sig', publicKey: 'k' };
  const state = withInstalled(withInstalled(EMPTY, 'crs', stored('1'), signature), 'crs', stored('2'), undefined);
  expect(ruleSetIn(state, 'crs').signature).toEqual(signature);
});

test('whatever is done, in whatever order: the state is sound, and its active version is kept', () => {
  const version = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
  const step = fc.oneof(
    version.map((name) => (state: StoreState) => {
      const isKept = state.sets[0]?.versions.some((found) => found.version === name) === true;
      return isKept ? withKept(state, 'crs', stored(name), undefined) : withInstalled(state, 'crs', stored(name), undefined);
    }),
    fc.constant((state: StoreState) => rolledBack(state, 'crs')),
    fc.option(version, { nil: undefined }).map((name) => (state: StoreState) => pinned(state, 'crs', name)),
    fc.constant((state: StoreState) => unpinned(state, 'crs')),
    version.map((name) => (state: StoreState) => withoutVersion(state, 'crs', name)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state = EMPTY;
      for (const next of steps) {
        try {
          state = next(state);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleStoreError);
        }
        expect(storeState.parse(state)).toEqual(state);
        for (const set of state.sets) {
          expect(set.versions.length).toBeLessThanOrEqual(MOST_VERSIONS);
          expect(new Set(set.versions.map((found) => found.version)).size).toBe(set.versions.length);
          expect(set.previous).not.toContain(set.active);
        }
      }
    }),
  );
});
