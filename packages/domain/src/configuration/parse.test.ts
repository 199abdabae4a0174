import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { interpretConfiguration, parseConfiguration } from './parse.ts';

const environment = { KEY: 'key-0123456789-0123456789' };
const policies = {
  size: z.strictObject({ maxBody: z.int().default(10), strict: z.boolean().default(true) }),
  rate: z
    .strictObject({ mode: z.enum(['off', 'on']).default('off'), limit: z.int().optional() })
    .refine((value) => value.mode === 'off' || value.limit !== undefined, {
      error: 'a limit is needed',
      path: ['limit'],
    }),
};
const parse = (text: string) => parseConfiguration(text, { file: '/etc/airside/airside.yaml', policies, environment });
const shown = (text: string) => parse(text).problems.map(({ line, column, pointer, message }) => `${line}:${column} ${pointer} ${message}`);

describe('what is right', () => {
  test.each(['', '# nothing\n', '{}', '---\n...\n', 'null'])('an empty document is the defaults: %j', (text) => {
    const { configuration, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      gateway: { headerTimeout: 10_000, maxHeaderBytes: 16_384 },
      store: { keepExchanges: 604_800_000 },
      apis: {},
    });
  });

  test("an API's policy options win over the common ones, key by key, and the policy's own defaults fill the rest", () => {
    const text =
      'defaults: {policies: {size: {maxBody: 5, strict: false}}}\napis:\n  a: {upstreams: ["http://a"], policies: {size: {maxBody: 7}}}\n  b: {upstreams: ["http://b"]}\n';
    const apis = parse(text).configuration?.apis;
    expect(apis?.['a']?.policies.size).toEqual({ maxBody: 7, strict: false });
    expect(apis?.['b']?.policies.size).toEqual({ maxBody: 5, strict: false });
    expect(apis?.['b']?.policies.rate).toEqual({ mode: 'off' });
  });

  test('names that every object has from birth are ordinary ids', () => {
    const text =
      'apis:\n  constructor: {upstreams: ["http://a"]}\n  toString: {upstreams: ["http://b"]}\nconsumers: {hasOwnProperty: {}, valueOf: {}}\n';
    const { configuration, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(Object.keys(configuration?.apis ?? {})).toEqual(['constructor', 'toString']);
    expect(configuration?.apis['constructor']?.policies.size).toEqual({ maxBody: 10, strict: true });
    expect(Object.keys(configuration?.consumers ?? {})).toEqual(['hasOwnProperty', 'valueOf']);
  });

  test('a secret given by reference through an alias is no secret in clear', () => {
    const text = 'consumers:\n  a: &a\n    apiKeys: [{id: k, key: "${env:KEY}"}]\n  b: *a\n';
    expect(parse(text).configuration?.consumers['b']?.apiKeys[0]?.key?.reveal()).toBe(environment.KEY);
  });

  test('another process makes the same configuration of the resolved document', () => {
    const { source, configuration } = parse(
      'consumers: {a: {apiKeys: [{id: k, key: "${env:KEY}"}]}}\napis: {a: {upstreams: ["http://a"]}}\n',
    );
    const again = interpretConfiguration(structuredClone(source), policies);
    expect(JSON.stringify(again)).toBe(JSON.stringify(configuration));
    expect(again.consumers['a']?.apiKeys[0]?.key?.reveal()).toBe(environment.KEY);
  });
});

describe('what is wrong', () => {
  test('everything wrong is told at once, each in its place', () => {
    const text = [
      'gateway: {workers: 0.5, worker: 2}',
      'apis:',
      '  a: {upstreams: [], exposure: publik}',
      '  b c: {upstreams: ["http://x"]}',
      '  d: {}',
      'consumers:',
      '  x: {name: "${env:NOPE}"}',
    ].join('\n');
    expect(shown(text).toSorted()).toEqual([
      '1:20 /gateway/workers "workers" is not valid',
      '1:25 /gateway/worker unknown key "worker"',
      '3:18 /apis/a/upstreams "upstreams" is not valid',
      '3:32 /apis/a/exposure "exposure" is not valid',
      '4:3 /apis/b c "b c" cannot be used as a name',
      '5:3 /apis/d/upstreams "upstreams" is missing',
      '7:13 /consumers/x/name environment variable NOPE is not set',
    ]);
  });

  test('a slip of the pen gets a suggestion', () => {
    const problems = parse('gatway: {}\napis: {a: {upstreams: ["http://x"], exposure: publik}}\n').problems;
    expect(problems.map(({ hint }) => hint)).toEqual(expect.arrayContaining(['did you mean "gateway"?', 'did you mean "public"?']));
  });

  test('an entry of a list is named by its list', () => {
    expect(shown('apis: {a: {upstreams: ["ftp://x", "http://ok", 5]}}')).toEqual([
      '1:24 /apis/a/upstreams/0 "upstreams" has an entry that is not valid',
      '1:48 /apis/a/upstreams/2 "upstreams" has an entry that is not valid',
    ]);
  });

  test('a value that breaks two rules, and a fault that an alias repeats, are one problem each', () => {
    expect(shown('gateway: {workers: 99999999999999999999}')).toHaveLength(1);
    expect(shown('consumers:\n  a: &a {nam: x}\n  b: *a\n  c: *a\n')).toEqual(['2:10 /consumers/a/nam unknown key "nam"']);
  });

  test('a rule about the whole is not told while a part is wrong', () => {
    expect(shown('consumers: {a: {apiKeys: [{id: k, keyy: x}]}}')).toEqual(['1:35 /consumers/a/apiKeys/0/keyy unknown key "keyy"']);
    expect(shown('consumers: {a: {apiKeys: [{id: k}]}}')).toEqual(['1:27 /consumers/a/apiKeys/0 "apiKeys" has an entry that is not valid']);
  });

  test('options of a policy that conflict only after merging are told at the API', () => {
    expect(shown('defaults: {policies: {rate: {limit: 1}}}\napis: {a: {upstreams: ["http://a"], policies: {rate: {mode: on}}}}\n')).toEqual(
      [],
    );
    expect(shown('apis: {a: {upstreams: ["http://a"], policies: {rate: {mode: on}}}}\n')).toEqual([
      '1:48 /apis/a/policies/rate/limit "limit" is missing',
    ]);
  });

  test.each([
    ['5', 'the document is not valid'],
    ['[1]', 'the document is not valid'],
    ['text', 'the document is not valid'],
    ['apis: {}\napis: {}', 'the key "apis" stands twice'],
    ['apis: {__proto__: {upstreams: ["http://a"]}}', '"__proto__" cannot be used as a name'],
    ['{"__proto__": {"gateway": 1}}', '"__proto__" cannot be used as a name'],
    ['a: 1\n---\nb: 2', 'a second document begins here (---); write one document per file'],
    ['? [a, b]\n: c', 'a key must be plain text'],
    ['apis: &a {x: *a}', 'this alias stands inside of what it names'],
    ['apis: *nothing', 'this alias has no anchor before it'],
    ['apis: !!set {a, b}', 'this tag is not allowed'],
    ['gateway: !!binary aGVsbG8=', 'this tag is not allowed'],
    ['gateway: !js/function x', 'unknown tag; put text that begins with ! in quotes'],
    ['gateway: {', 'the indentation does not fit the lines around it'],
    ['gateway: "', 'a quotation mark, bracket, comma, colon or space is missing'],
    ['gateway:\n\tworkers: 1', 'a tab stands in the indentation; use spaces'],
  ])('%j is refused with a reason and a place', (text, message) => {
    const { configuration, problems } = parse(text);
    expect(configuration).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toContain(message);
    for (const problem of problems)
      expect(problem).toMatchObject({ file: '/etc/airside/airside.yaml', line: expect.any(Number), severity: 'error' });
    expect(problems.every(({ line, column }) => line > 0 && column > 0)).toBe(true);
  });
});

describe('documents that want to exhaust the reader', () => {
  test('aliases of aliases do not multiply', () => {
    const lines = Array.from(
      { length: 40 },
      (_, index) =>
        `k${index}: &k${index} [${Array(9)
          .fill(index === 0 ? '1' : `*k${index - 1}`)
          .join(', ')}]`,
    );
    expect(shown(lines.join('\n')).join()).toContain('values once its aliases are expanded');
  });

  test('many aliases of one large value do not multiply', () => {
    const text = `a: &a [${'1,'.repeat(20_000)}]\nb: [${'*a,'.repeat(500)}]\n`;
    expect(shown(text).join()).toContain('values once its aliases are expanded');
  });

  test.each([
    ['['.repeat(100_000)],
    ['['.repeat(3000) + ']'.repeat(3000)],
    ['{a: '.repeat(3000) + '}'.repeat(3000)],
    [Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ])('depth is bounded (%#)', (text) => {
    expect(parse(text).configuration).toBeUndefined();
    expect(parse(text).problems.length).toBeGreaterThan(0);
  });

  test('a file that is too large is not read', () => {
    expect(shown('#'.repeat(4 * 1024 * 1024 + 1))).toEqual(['0:0  the file is too large']);
  });

  test('as many keys as fit take time in proportion', () => {
    const keys = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1\n`).join('');
    const start = performance.now();
    expect(parse(keys).problems.length).toBeLessThanOrEqual(1000);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

test.each([
  ['alerts: { rules: { a: { threshold: { metric: requests, above: 3 }, groupBy: consumer } } }', 'a list'],
  ['behavior: { falseIncidentsPerMillion: 0 }', 'more than 0'],
  ['alerts: { rules: { a: { burnRate: { objective: 99.9 } } } }', 'a share of at most 0.99999, such as 0.999 for 99.9 %'],
])('what is expected is what would be accepted: %s', (text, expected) => {
  expect(parse(text).problems.map((problem) => problem.expected)).toEqual([expected]);
});
