import { expect, test } from 'vitest';

import { completeLockfile, missingOptional } from './lockfile.ts';

const locked = {
  packages: {
    '': {},
    'node_modules/tool': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/linux-arm64-musl': '1.0.0', '@tool/darwin-arm64': '1.0.0' },
    },
    'node_modules/@tool/linux-x64-gnu': { version: '1.0.0', dev: true, optional: true },
  },
};

test('what is named and has no entry is found, with the platform that its name says', () => {
  expect(missingOptional(locked)).toEqual({
    'node_modules/@tool/linux-arm64-musl': { version: '1.0.0', dev: true, optional: true, os: ['linux'], cpu: ['arm64'], libc: ['musl'] },
    'node_modules/@tool/darwin-arm64': { version: '1.0.0', dev: true, optional: true, os: ['darwin'], cpu: ['arm64'] },
  });
});

test('a completed lockfile misses nothing, keeps what it had, and stays as it is when completed again', () => {
  const completed = completeLockfile(locked);
  expect(missingOptional(completed)).toEqual({});
  expect(completed.packages).toMatchObject(locked.packages);
  expect(JSON.stringify(completeLockfile(completed))).toBe(JSON.stringify(completed));
});
