import { expect, test } from 'vitest';

import { crsSetupFile } from './crs-setup.ts';

const setupOf = (folder: string, ...files: string[]): string | undefined =>
  crsSetupFile(folder, { read: () => '', list: (pattern) => files.filter((file) => file === pattern) });

const DEBIAN = '/etc/modsecurity/crs/crs-setup.conf';

test('the setup of a folder with the Core Rule Set is its own, else the example', () => {
  expect(setupOf('/crs', '/crs/crs-setup.conf.example', '/crs/crs-setup.conf')).toBe('/crs/crs-setup.conf');
  expect(setupOf('/crs', '/crs/crs-setup.conf.example')).toBe('/crs/crs-setup.conf.example');
});

test("Debian's setup is taken for Debian's folder, and for no other", () => {
  expect(setupOf('/usr/share/modsecurity-crs', DEBIAN)).toBe(DEBIAN);
  expect(setupOf('/usr/share/modsecurity-crs', DEBIAN, '/usr/share/modsecurity-crs/crs-setup.conf')).toBe(
    '/usr/share/modsecurity-crs/crs-setup.conf',
  );
  expect(setupOf('/srv/rules/crs', DEBIAN)).toBeUndefined();
  expect(setupOf('/crs', DEBIAN)).toBeUndefined();
});
