import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { configuredDataDirectory } from './data-directory.ts';

test('a directory for the data is where it says, and a relative one beside the configuration', () => {
  const root = resolve('/');
  expect(configuredDataDirectory(resolve('/etc/airside'), { directory: resolve('/var/lib/airside') })).toBe(resolve('/var/lib/airside'));
  expect(configuredDataDirectory(resolve('/etc/airside'), { directory: '.airside' })).toBe(resolve('/etc/airside/.airside'));
  expect(configuredDataDirectory(root, { directory: 'data' })).toBe(resolve('/data'));
});
