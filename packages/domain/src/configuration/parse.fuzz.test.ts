import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseConfiguration } from './parse.ts';
import { formatProblem } from './problem.ts';

/** One object for all runs, as in the product: the schemas are made once for each, and that takes ten times as long as a validation. */
const POLICIES = {};

const parse = (text: string, environment: Record<string, string> = {}) =>
  parseConfiguration(text, { file: '/c/airside.yaml', policies: POLICIES, environment });

const SAMPLE = `gateway:
  listen: [{address: '127.0.0.1:8080'}]
  headerTimeout: 5s
issuers:
  main: {issuer: 'https://id.example', jwks: 'https://id.example/keys', audience: [api]}
consumers:
  shop: &shop
    apiKeys: [{id: one, key: "\${env:KEY}"}]
  other: *shop
apis:
  orders: {upstreams: ["http://127.0.0.1:3000"], path: /orders}
`;
const fragments = fc.constantFrom(
  'a',
  'apis',
  '"',
  "'",
  ': ',
  '- ',
  '\n',
  '\n  ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '!!set ',
  '!x ',
  '|\n',
  '? ',
  '#',
  '${env:X}',
  '${',
  '}',
  '__proto__',
  '<<',
  '0x1',
  '.nan',
  '~',
  '\t',
  '%YAML 1.1\n',
  '---\n',
  '\u0000',
  '\ud800',
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.json().map((text) => text),
  fc
    .tuple(fc.nat(SAMPLE.length), fc.nat(8), fc.array(fragments, { maxLength: 4 }))
    .map(([at, cut, parts]) => SAMPLE.slice(0, at) + parts.join('') + SAMPLE.slice(at + cut)),
);

test('no text makes the parser throw, and there is a configuration exactly when there is no error', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { configuration, problems } = parse(text, { KEY: 'k'.repeat(30) });
      expect(configuration === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      for (const problem of problems) {
        expect(problem.line).toBeGreaterThan(0);
        expect(problem.column).toBeGreaterThan(0);
        expect(problem.pointer).toMatch(/^(\/|$)/);
        expect(problem.message).not.toBe('');
      }
    }),
    { numRuns: 600 },
  );
});

const PLANTED = 'Pl4ntedSecret';
const planted = fc.stringMatching(/^[A-Za-z0-9+/=_.~-]{0,20}$/).map((tail) => PLANTED + tail);
const scalarPlaces = fc.constantFrom(
  'gateway: {workers: @}',
  'gateway: {listen: [{address: @}]}',
  'store: {keepExchanges: @}',
  'issuers: {a: {issuer: i, jwks: @, audience: [@], algorithms: [@]}}',
  'apis: {a: {upstreams: [@], host: @, path: @, exposure: @}}',
  'apis: {a: {upstreams: @}}',
  'consumers: {a: {apiKeys: @, logins: [{username: @, passwordHash: @}]}}',
  'consumers: {a: {apiKeys: [{id: @, key: @, sha256: @, expires: @}]}}',
  'unknown: @',
);

test('what a reference brings in never appears in a problem', () => {
  fc.assert(
    fc.property(scalarPlaces, planted, (place, secret) => {
      const { problems } = parse(place.replaceAll('@', '"${env:PLANTED}"'), { PLANTED: secret });
      expect(problems.map(formatProblem).join('\n')).not.toContain(PLANTED);
    }),
    { numRuns: 150 },
  );
});

const clearPlaces = fc.constantFrom(
  'consumers: {a: {apiKeys: [{id: k, key: @}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: "@"}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: ["@"]}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: "@${env:X}"}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: "${@-}"}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: "${env:@-}"}]}}',
  'consumers: {a: {apiKeys: [{id: k, key: "${secret:@}"}]}}',
  'consumers: {a: {apiKeys: [{id: k, sha256: "@"}]}}',
  'consumers: {a: {logins: [{username: u, passwordHash: "@"}]}}',
  'consumers: {a: {logins: [{username: u, passwordHash: *@}]}}',
  'consumers: {a: {logins: [{username: u, passwordHash: !@ }]}}',
  'apis: {a: {upstreams: ["http://user:@@127.0.0.1"]}}',
  'consumers:\n  a:\n    apiKeys:\n      - {id: k, key: "@\\q"}',
  'consumers:\n  a:\n    apiKeys:\n      - {id: k, key: "@" "@"}',
  'consumers:\n  a:\n    apiKeys:\n      - {id: k, key: "@"',
  'consumers:\n  a:\n    apiKeys:\n      - id: k\n        key: |x @\n',
  'consumers:\n  a:\n    apiKeys:\n      - id: k\n        key: %@\n\t@\n',
);

test('a secret that was written in clear by mistake is not repeated, whatever else is wrong', () => {
  fc.assert(
    fc.property(clearPlaces, planted, (place, secret) => {
      const { configuration, problems } = parse(place.replaceAll(/@(?!127)/g, secret));
      expect(configuration).toBeUndefined();
      expect(problems.map(formatProblem).join('\n')).not.toContain(PLANTED);
    }),
    { numRuns: 250 },
  );
});
