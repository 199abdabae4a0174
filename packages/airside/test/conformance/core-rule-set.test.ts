import { join } from 'node:path';

import type * as Seclang from '@airside/seclang';
import { coreRuleSetForTests } from '@airside/seclang/testing';
import { describe, expect, test, vi } from 'vitest';

import { readFtwTests } from '../../src/waf/ftw-tests.ts';
import { startGatewayUnderTest } from './gateway-under-test.ts';
import { type Deviation, runOverSocket } from './over-socket.ts';
import { readOverrides } from './overrides.ts';

/** What the engine has inspected: it is that of the gateway, only watched, because a record of the gateway holds no messages of rules. */
const inspected = vi.hoisted((): Seclang.Transaction[] => []);
vi.mock('@airside/seclang', async (importOriginal) => {
  const original = await importOriginal<typeof Seclang>();
  const createEngine: typeof original.createEngine = (ruleSet) => {
    const engine = original.createEngine(ruleSet);
    const transaction: typeof engine.transaction = (options) => {
      const begun = engine.transaction(options);
      inspected.push(begun);
      return begun;
    };
    return { ...engine, transaction };
  };
  return { ...original, createEngine };
});

const TIMEOUT_MS = 300_000;
const crs = coreRuleSetForTests('4.28');
const tests = crs?.tests === undefined ? [] : readFtwTests(crs.tests);

describe.skipIf(crs === undefined || tests.length === 0)('a gateway with the Core Rule Set 4.28 before a server', () => {
  test('meets all tests of the rule set over a socket, but those of the list, which come out as it says', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const overrides = readOverrides(join(import.meta.dirname, 'core-rule-set.overrides.yaml'));
    expect(tests.length).toBeGreaterThan(2900);
    const names = new Set(tests.map(({ name }) => name));
    expect([...overrides.keys()].filter((name) => !names.has(name))).toEqual([]);

    const gateway = await startGatewayUnderTest(crs?.folder ?? '');
    const deviations: Deviation[] = [];
    try {
      for (const each of tests) deviations.push(...[await runOverSocket(each, gateway, inspected)].filter((found) => found !== undefined));
    } finally {
      await gateway.close();
    }

    expect(deviations.filter(({ name }) => !overrides.has(name))).toEqual([]);
    const listed = deviations.map(({ name, status, problem, isInspected }) => [name, { status, problem, isInspected }] as const);
    // What the gateway refuses itself, it refuses before any rule.
    const expected = [...overrides].map(([name, instead]) => [name, { ...instead, isInspected: instead.problem === null }] as const);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(expected));
  });
});
