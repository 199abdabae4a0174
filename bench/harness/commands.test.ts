import { spawnSync } from 'node:child_process';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { findCommand, shellCommand, versionLine } from './commands.ts';

test('a printed command means the same when it is typed into a shell', () => {
  const word = fc.string({ unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${shellCommand(words)}`], { encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 30 },
  );
});

test('a command that is not installed is not found', () => {
  expect(findCommand('sh')).toMatch(/^\/.*\/sh$/);
  expect(findCommand('no-such-command')).toBeUndefined();
});

test('the version is the first line on either stream, also of a command that fails', () => {
  expect(versionLine('sh', ['-c', 'echo; echo "v 1" >&2; exit 1'])).toBe('v 1');
  expect(versionLine('no-such-command', [])).toBe('unknown');
});
