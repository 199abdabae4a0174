import fc from 'fast-check';
import { expect, test } from 'vitest';

import { operators } from './index.ts';
import { compileOperator, expectMatches } from './testing/expect-matches.ts';

const ARGUMENTS: Readonly<Record<string, string>> = {
  ipmatch: '10.0.0.0/8',
  ipmatchf: 'networks',
  ipmatchfromfile: 'networks',
  pm: 'a bc',
  pmf: 'phrases',
  pmfromfile: 'phrases',
  rx: '(a|b)+c',
  rxglobal: '(a|b)+c',
  validatebyterange: '32-126',
  verifycc: '\\d{13,16}',
  verifycpf: '\\d{11}',
  verifyssn: '\\d{9}',
  verifysvnr: '\\d{10}',
};
const FILES = { networks: '10.0.0.0/8', phrases: 'a\nbc' };
const UNSUPPORTED = new Set(['inspectfile', 'fuzzyhash', 'gsblookup', 'rsub', 'validatedtd', 'validateschema', 'validatehash']);

test('operators that cannot be run here say so when a rule with them is loaded', () => {
  for (const name of UNSUPPORTED)
    expect(() => compileOperator(name, ''), name).toThrow(/^The operator @\w+ is not supported: .*; remove the rule$/);
});

test('@geoLookup and @rbl load and never match', () => {
  expectMatches(compileOperator('geoLookup', ''), [], ['', '1.2.3.4']);
  expectMatches(compileOperator('rbl', 'dnsbl.example'), [], ['', '1.2.3.4']);
});

test('no operator throws or captures more than ten texts, whatever the value', () => {
  const value = fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)), maxLength: 40 });
  for (const name of operators.keys()) {
    if (UNSUPPORTED.has(name)) continue;
    const evaluate = compileOperator(name, ARGUMENTS[name] ?? 'abc', FILES);
    fc.assert(
      fc.property(value, (text) => {
        expect(evaluate(text)?.captures.length ?? 0).toBeLessThanOrEqual(10);
      }),
      { numRuns: 100 },
    );
  }
});
