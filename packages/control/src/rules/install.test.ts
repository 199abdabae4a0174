import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { contentDigest } from './file-collector.ts';
import { type InstallRequest, installRuleSet } from './install.ts';
import type { ObtainedRuleSet } from './obtain.ts';
import { openRuleStore, type RuleStore } from './store.ts';
import { pinned, rolledBack, ruleSetIn, withoutVersion } from './transitions.ts';

let data: string;
let store: RuleStore;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'airside-store-'));
  store = openRuleStore(data);
});
afterEach(() => rmSync(data, { recursive: true }));

const EXAMINED = { ruleCount: 1, name: undefined, version: undefined };
const obtained = (title: string, text: string): ObtainedRuleSet => {
  const files = [{ path: 'rules/one.conf', content: Buffer.from(text) }];
  const contents = contentDigest(files);
  return { files, source: '/x', title, sha256: contents, contents, proof: 'none' };
};
const install = (title: string, text: string, more: Partial<InstallRequest> = {}) =>
  installRuleSet(store, {
    obtained: obtained(title, text),
    examine: () => EXAMINED,
    name: undefined,
    version: undefined,
    signature: undefined,
    onlyNewer: false,
    ...more,
  });
const active = () => ruleSetIn(store.state(), 'own').active;
const text = (version: string) => readFileSync(join(store.directoryOf('own', version), 'rules/one.conf'), 'utf8');
/** What lies in the store but for its state and its lock. */
const places = () => readdirSync(join(data, 'rules')).filter((name) => name !== 'state.json' && !name.startsWith('store.lock'));

test('what is installed is there, active, and open to its owner alone', () => {
  expect(install('own-1.0', 'a')).toEqual({ name: 'own', version: '1.0', before: undefined, ruleCount: 1 });
  expect(install('own-1.1', 'b')).toMatchObject({ version: '1.1', before: '1.0' });
  expect([active(), text('1.0'), text('1.1')]).toEqual(['1.1', 'a', 'b']);
  for (const name of ['rules', 'rules/own', 'rules/own/1.1', 'rules/own/1.1/rules'])
    expect(statSync(join(data, name)).mode & 0o777).toBe(0o700);
  for (const name of ['state.json', 'own/1.1/rules/one.conf']) expect(statSync(join(data, 'rules', name)).mode & 0o777).toBe(0o600);
});

test('what cannot be used changes nothing and leaves nothing behind', () => {
  install('own-1.0', 'a');
  const before = readFileSync(store.stateFile, 'utf8');
  const examine = () => {
    expect(places().some((name) => name.startsWith('.staging-'))).toBe(true);
    throw new Error('bad rules');
  };
  expect(() => install('own-1.1', 'b', { examine })).toThrow('bad rules');
  expect(readFileSync(store.stateFile, 'utf8')).toBe(before);
  expect(places()).toEqual(['own']);
  expect(readdirSync(join(data, 'rules/own'))).toEqual(['1.0']);
});

test('the same content is stored once; a version stands for one content', () => {
  install('own-1.0', 'a');
  expect(install('own-1.0', 'a')).toMatchObject({ version: '1.0', before: '1.0' });
  expect(install('own-9.9', 'a'), 'whatever its archive is called').toMatchObject({ version: '1.0' });
  const { version } = install('own-1.0', 'b');
  expect(version).toBe(`1.0+${obtained('', 'b').contents.slice(0, 8)}`);
  expect(() => install('own-1.0', 'c', { version: '1.0' })).toThrow('version 1.0 of own is there already, with other content');
  expect(install('own', 'c', { version: '2' })).toMatchObject({ version: '2' });
});

test('where two versions have the same content, the active one stays', () => {
  install('own-1.0', 'a');
  install('own', 'a', { version: '2.0' });
  store.change(({ state, commit }) => commit(rolledBack(state, 'own')));
  expect(install('own-1.0', 'a', { onlyNewer: true })).toMatchObject({ version: '1.0', before: '1.0' });
});

test('a proof that is given later is recorded, and one that was given is not lost', () => {
  install('own-1.0', 'a');
  const [first] = ruleSetIn(store.state(), 'own').versions;
  const signature = { location: 'https://rules.example/own.sig?token=secret', publicKey: 'k' };
  install('own-1.0', 'a', { obtained: { ...obtained('own-1.0', 'a'), source: '/y', proof: 'signature' }, signature });
  install('own-1.0', 'a');
  const { versions, signature: kept } = ruleSetIn(store.state(), 'own');
  expect(versions).toEqual([{ ...first, source: '/y', proof: 'signature' }]);
  expect(kept).toEqual({ location: 'https://rules.example/own.sig', publicKey: 'k' });
});

test('an update takes nothing older, by whatever it is called; an installation does', () => {
  install('own-1.0', 'a');
  install('own-1.10', 'b');
  for (const [title, content] of [
    ['own-1.9', 'c'],
    ['own-1.0', 'a'],
  ] as const) {
    expect(() => install(title, content, { onlyNewer: true })).toThrow('is older than 1.10, the active version of own');
  }
  expect(install('own-1.10', 'b', { onlyNewer: true }), 'nothing new').toMatchObject({ version: '1.10', before: '1.10' });
  expect(install('own-1.9', 'c')).toMatchObject({ version: '1.9' });
});

test('a pinned rule set is left alone, but for what it is already', () => {
  install('own-1.0', 'a');
  store.change(({ state, commit }) => commit(pinned(state, 'own')));
  expect(() => install('own-1.1', 'b')).toThrow('own is pinned to 1.0');
  expect(install('own-1.0', 'a')).toMatchObject({ version: '1.0', before: '1.0' });
  expect(readdirSync(join(data, 'rules/own'))).toEqual(['1.0']);
});

test('a version that was damaged or removed by hand is made good by installing it again', () => {
  install('own-1.0', 'a');
  writeFileSync(join(store.directoryOf('own', '1.0'), 'rules/one.conf'), 'damaged');
  install('own-1.0', 'a');
  expect(text('1.0')).toBe('a');
  rmSync(store.directoryOf('own', '1.0'), { recursive: true });
  install('own-1.0', 'a');
  expect(text('1.0')).toBe('a');
});

test('a version that is removed, or too old to be kept, goes from the disk once the state does not name it', () => {
  for (const minor of [0, 1, 2, 3, 4, 5]) install(`own-1.${minor}`, `${minor}`);
  expect(readdirSync(join(data, 'rules/own'))).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5']);
  store.change(({ state, commit }) => commit(withoutVersion(state, 'own', '1.2')));
  expect(readdirSync(join(data, 'rules/own'))).toEqual(['1.1', '1.3', '1.4', '1.5']);
});

test('two at once: one is at work, the other is told so and changes nothing', () => {
  install('own-1.0', 'a');
  store.change(() => {
    expect(() => install('own-1.1', 'b')).toThrow('another command is changing the rule sets');
  });
  expect(active()).toBe('1.0');
  expect(install('own-1.1', 'b')).toMatchObject({ version: '1.1' });
});

test.each(['examine', 'placed'])('a process that is killed half-way (%s) leaves a sound store, and the next one clears up', (moment) => {
  install('own-1.0', 'a');
  const child = fileURLToPath(new URL('../../test/killed-install.ts', import.meta.url));
  const { signal, stderr } = spawnSync(process.execPath, ['--conditions=development', child, data, moment], { encoding: 'utf8' });
  expect(signal, stderr).toBe('SIGKILL');
  expect(places().length + readdirSync(join(data, 'rules/own')).length, 'something was left').toBeGreaterThan(2);
  expect([active(), text('1.0')]).toEqual(['1.0', 'a']);
  expect(install('own-1.1', 'b')).toMatchObject({ version: '1.1', before: '1.0' });
  expect(text('1.1')).toBe('b');
  expect(places()).toEqual(['own']);
  expect(readdirSync(join(data, 'rules/own'))).toEqual(['1.0', '1.1']);
  store.change(({ state, commit }) => commit(rolledBack(state, 'own')));
  expect(active()).toBe('1.0');
});

test.each([
  ['', /state\.json is damaged/],
  ['{"format":2,"sets":[]}', /or a later version of Airside wrote it \(at format\)/],
  ['{"format":1,"sets":[{"name":"../../x","active":"1","previous":[],"pinned":false,"versions":[]}]}', /is damaged.*sets\.0\.name/],
  ['{"format":1,"sets":[{"name":"x","active":"1","previous":[],"pinned":false,"versions":[]}]}', /is damaged.*sets\.0/],
])('a state file that is none is said to be so and not overwritten: %j', (content, message) => {
  mkdirSync(join(data, 'rules'));
  writeFileSync(store.stateFile, content);
  expect(() => store.state()).toThrow(message);
  expect(() => install('own-1.0', 'a')).toThrow(message);
  expect(readFileSync(store.stateFile, 'utf8')).toBe(content);
});

test('a store that cannot be written says so', () => {
  writeFileSync(join(data, 'rules'), '');
  expect(() => install('own-1.0', 'a')).toThrow(/the rule sets in .*rules cannot be changed: EEXIST/);
});

const small = mountSmall();

test.skipIf(small === undefined)('a disk that is full while files are written, or the state, leaves what was there', () => {
  if (small === undefined) return;
  using disk = small;
  store = openRuleStore(disk.path);
  install('own-1.0', 'a');
  const before = readFileSync(store.stateFile, 'utf8');
  const full = /cannot be changed: ENOSPC/;
  expect(() => install('own-1.1', 'x'.repeat(2_000_000))).toThrow(full);
  const fill = () => {
    spawnSync('dd', ['if=/dev/zero', `of=${disk.path}/filler`, 'bs=4096'], { stdio: 'ignore' });
    return EXAMINED;
  };
  expect(() => install('own-1.1', 'b', { examine: fill })).toThrow(full);
  expect(readFileSync(store.stateFile, 'utf8')).toBe(before);
  expect(existsSync(`${store.stateFile}.new`)).toBe(false);
  expect([active(), text('1.0'), readdirSync(join(disk.path, 'rules/own'))]).toEqual(['1.0', 'a', ['1.0']]);
  rmSync(join(disk.path, 'filler'));
  expect(install('own-1.1', 'b')).toMatchObject({ version: '1.1' });
});

/** A file system of one megabyte; undefined, with a word about it, where this user may not mount one. */
function mountSmall(): { readonly path: string; [Symbol.dispose](): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'airside-small-'));
  const remove = () => rmSync(path, { recursive: true });
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { encoding: 'utf8' });
  if (status === 0) {
    return {
      path,
      [Symbol.dispose]() {
        spawnSync('umount', ['-l', path]);
        remove();
      },
    };
  }
  remove();
  process.emitWarning(`skipped: what happens when the disk is full, as no small file system can be mounted here (${stderr.trim()})`);
  return undefined;
}
