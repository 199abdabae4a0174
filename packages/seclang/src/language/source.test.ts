import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { loadRules } from '../compile/compile.ts';
import { readSources } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'seclang-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, 'latin1');
  return path;
}

test('Include takes the files of a pattern in the order of their names, relative to its own file', () => {
  file('b-2.conf', 'SecMarker second');
  file('b-1.conf', 'SecMarker first');
  const main = file('main.conf', 'Include b-*.conf\nIncludeOptional none-*.conf\nSecMarker last');
  const { statements, problems } = readSources([{ file: main }]);
  expect(problems).toEqual([]);
  expect(statements.map((statement) => (statement.kind === 'directive' ? statement.arguments[0] : ''))).toEqual([
    'first',
    'second',
    'last',
  ]);
});

test('a file that is not there is a problem where it is asked for', () => {
  const main = file('missing.conf', '\nInclude none.conf');
  expect(readSources([{ file: main }]).problems).toEqual([{ file: main, line: 2, message: 'Include names no file: none.conf' }]);
  expect(readSources([{ file: join(folder, 'nothing.conf') }]).problems[0]?.message).toContain('cannot read');
});

test('a file that includes itself ends in a problem, not in a loop', () => {
  const main = file('loop.conf', 'Include loop.conf');
  expect(readSources([{ file: main }]).problems[0]?.message).toContain('deeper than 16 files');
});

test('rules, what they include and their data are read from where the caller says, and from nowhere else', () => {
  const files: Record<string, string> = {
    '/rules/main.conf': 'Include more/*.conf\n',
    '/rules/more/a.conf': 'SecRule ARGS "@pmFromFile words.data" "id:1,phase:2,deny"\n',
    '/rules/more/words.data': 'evil\n',
  };
  const asked: string[] = [];
  const ruleSet = loadRules([{ file: '/rules/main.conf' }], {
    files: {
      read: (file) => {
        asked.push(file);
        return files[file] ?? '';
      },
      list: (pattern) => (pattern === '/rules/more/*.conf' ? ['/rules/more/a.conf'] : []),
    },
  });
  expect(ruleSet.ruleCount).toBe(1);
  expect([...new Set(asked)]).toEqual(Object.keys(files));
});
