import { globSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { commandCases } from './command-cases.ts';
import { fileCases, urlCases } from './file-cases.ts';
import { encodedCases, graphqlCases, rawBodyCases } from './graphql-cases.ts';
import { protocolCases } from './protocol-cases.ts';
import { queryCases } from './query-cases.ts';
import { interpreterCases, scriptCases } from './script-cases.ts';
import { apiEngine, found, send, VERDICT } from './send.ts';
import { templateCases } from './template-cases.ts';

const cases = {
  ...protocolCases,
  ...queryCases,
  ...commandCases,
  ...templateCases,
  ...fileCases,
  ...urlCases,
  ...scriptCases,
  ...interpreterCases,
  ...graphqlCases,
  ...encodedCases,
  ...rawBodyCases,
};

const strict = apiEngine({ paranoiaLevel: 4, detectionOnly: true });

describe.each(Object.entries(cases))('rule %s', (id, { attacks, benign }) => {
  test.each(attacks)('finds %j', (attack) => {
    expect(found(send(strict, attack))).toContain(Number(id));
  });
  test.each(benign)('does not match %j', (lookAlike) => {
    expect(found(send(strict, lookAlike))).not.toContain(Number(id));
  });
});

describe('the rules', () => {
  const rules = globSync(`${import.meta.dirname}/../../rules/*.conf`)
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((text) => text.split(/^(?=Sec)/m))
    .filter((rule) => rule.includes('msg:') && !rule.includes(`id:${VERDICT}`));
  const ids = rules.map((rule) => Number(/\bid:(\d+)/.exec(rule)?.[1]));

  test('each have an attack and a look-alike', () => {
    expect(new Set(Object.keys(cases).map(Number))).toEqual(new Set(ids));
  });

  test('each have an id of the range, a weakness and a place in the OWASP API Security Top 10', () => {
    for (const rule of rules) {
      expect.soft(rule).toMatch(/\bid:10\d{4},/);
      expect.soft(rule).toMatch(/tag:'CWE-\d+'/);
      expect.soft(rule).toMatch(/tag:'OWASP_API\/API\d{1,2}:2023'/);
    }
  });
});
