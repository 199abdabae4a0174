import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createEngine, loadRules } from '../../src/index.ts';
import { ids, problems, run } from './exchange.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('SecArgumentSeparator', () => {
  const rules = 'SecArgumentSeparator ;\nSecRule ARGS:b "@streq 2" "id:1,phase:2,pass"\nSecRule &ARGS "@eq 2" "id:2,phase:2,pass"';

  test('parts the arguments of queries and forms', () => {
    expect(ids(rules, { uri: '/?a=1;b=2' })).toEqual([1, 2]);
    expect(ids(rules, { body: 'a=1;b=2', headers: FORM })).toEqual([1, 2]);
  });

  test('leaves & in values', () => {
    expect(ids(rules, { uri: '/?a=1&b=2' })).toEqual([]);
    expect(ids(`${rules}\nSecRule ARGS:a "@streq 1&b=2" "id:3,phase:2,pass"`, { uri: '/?a=1&b=2' })).toEqual([3]);
  });

  test('takes more than the limit of arguments for an error as well', () => {
    const limited = 'SecArgumentSeparator ;\nSecArgumentsLimit 2\nSecRule REQBODY_ERROR "@eq 1" "id:1,phase:2,pass"';
    expect(ids(limited, { uri: '/?a=1;b=2;c=3' })).toEqual([1]);
  });
});

test('SecCookieV0Separator parts cookies, and leaves ; in values', () => {
  const rules =
    'SecCookieV0Separator ,\nSecRule REQUEST_COOKIES:b "@streq 2" "id:1,phase:1,pass"\nSecRule &REQUEST_COOKIES "@eq 1" "id:2,phase:1,pass"';
  expect(ids(rules, { headers: { Cookie: 'a=1, b=2' } })).toEqual([1]);
  expect(ids(rules, { headers: { Cookie: 'a=1; b=2' } })).toEqual([2]);
});

test('SecCookieFormat 1 reads quotes and what belongs to a cookie, where format 0 does not', () => {
  const rules =
    'SecRule REQUEST_COOKIES:a "@streq x;y" "id:1,phase:1,pass"\nSecRule REQUEST_COOKIES:$a_Path "@streq /" "id:2,phase:1,pass"';
  const exchange = { headers: { Cookie: '$Version=1; a="x;y"; $Path=/' } };
  expect(ids(`SecCookieFormat 1\n${rules}`, exchange)).toEqual([1, 2]);
  expect(ids(`SecCookieFormat 0\n${rules}`, exchange)).toEqual([]);
});

describe('SecUnicodeMapFile', () => {
  const withMap = async (codePage: number, content: string): Promise<number[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'seclang-'));
    try {
      writeFileSync(join(folder, 'a.mapping'), content);
      const text = `SecRuleEngine On\nSecUnicodeMapFile a.mapping ${codePage}\nSecRule ARGS_GET:a "@streq <" "id:1,phase:1,pass,t:urlDecodeUni"`;
      const engine = createEngine(loadRules([{ text, name: join(folder, 'test.conf') }]));
      return run(engine, { uri: '/?a=%25u2039' }).matchedRules.map(({ id }) => id);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const MAP = '437 (OEM)\n2039:3e 00a1:21\n\n850  (OEM - Multilingual)\n\n2039:3c\n';

  test('gives the map of its code page to t:urlDecodeUni', async () => {
    expect(await withMap(850, MAP)).toEqual([1]);
    expect(await withMap(437, MAP)).toEqual([]);
  });

  test('says which code pages there are when it has no map of the one that is asked for, and what is no pair', async () => {
    await expect(withMap(1252, MAP)).rejects.toThrow('holds no map of code page 1252; it holds those of 437, 850');
    await expect(withMap(437, '437 (OEM)\n2039:3c nonsense:x')).rejects.toThrow(
      'the map of code page 437 holds "nonsense:x"; expected pairs such as ff1c:3c',
    );
    await expect(withMap(437, '437 (OEM)\n')).rejects.toThrow('the map of code page 437 is empty');
  });

  test('needs no file for code page 20127, whose map is built in', () => {
    expect(problems('SecUnicodeMapFile nowhere.mapping 20127')).toEqual([]);
  });
});
