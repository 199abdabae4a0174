import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FORMATS, TEXT_FORMATS, type TextFormat } from './index.ts';

function format(name: string): TextFormat {
  const found = TEXT_FORMATS[name];
  if (!found) throw new Error(`no format ${name}`);
  return found;
}

const EXAMPLES: Readonly<Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>> = {
  'date-time': {
    valid: ['2024-02-29T23:59:59Z', '2024-01-01t00:00:00.123456789z', '1990-12-31T15:59:60-08:00', '1990-12-31T23:59:60Z'],
    invalid: [
      '2023-02-29T00:00:00Z',
      '2024-01-01 00:00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01T24:00:00Z',
      '2024-01-01T00:00:00.Z',
      '2024-01-01T00:00:00+0100',
      '1990-12-31T22:59:60Z',
      '2024-01-01T00:00:00Z\n',
    ],
  },
  date: {
    valid: ['2024-02-29', '0000-01-01'],
    invalid: ['2100-02-29', '2024-13-01', '2024-00-01', '2024-01-00', '24-01-01', '2024-1-1', '٢٠٢٤-01-01', '2024-01-01\n'],
  },
  time: {
    valid: ['00:00:00Z', '23:59:60Z', '08:30:06.28+05:30'],
    invalid: ['24:00:00Z', '00:60:00Z', '00:00:61Z', '00:00:00', '00:00:00+24:00', '00:00:00+5:30'],
  },
  duration: {
    valid: ['P1Y2M3D', 'PT1H', 'PT1H2M3S', 'P1W', 'P1DT12H', 'P1M', 'P1Y2D', 'PT1H2S'],
    invalid: ['', 'P', 'PT', 'P1', 'P1YT', 'P1S', 'PT1D', 'P1Y1W', 'P2D1Y', 'P1D1D', 'P1D2H', 'P-1D', 'P1.5D'],
  },
  email: {
    valid: ['a@b.example', "o'x+tag@b-c.example", 'a.b.c@[127.0.0.1]', 'a@[IPv6:::1]', 'a@localhost'],
    invalid: [
      '',
      'a',
      '@b',
      'a@',
      '.a@b.c',
      'a.@b.c',
      'a..b@b.c',
      'a@b@c',
      'a b@c.d',
      'a@-b.c',
      'a@[300.0.0.1]',
      `${'a'.repeat(65)}@b.c`,
      'a@b.c\n',
    ],
  },
  hostname: {
    valid: ['a', 'a.b', 'xn--bcher-kva.example', '1a', 'a'.repeat(63)],
    invalid: ['', '.', 'a.', '-a', 'a-', 'a_b', 'a..b', 'a'.repeat(64), `${'a.'.repeat(127)}a`, 'ä'],
  },
  ipv4: {
    valid: ['0.0.0.0', '255.255.255.255'],
    invalid: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.', '1.2.3.4 ', '0x1.2.3.4', '1٢.2.3.4'],
  },
  ipv6: {
    valid: ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1::8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', 'FE80::1', '1:2:3:4:5:6:7::'],
    invalid: [
      '',
      ':',
      ':::',
      '1',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      '::g',
      '1.2.3.4::',
      '::1.2.3.4:5',
      '::1%eth0',
      ':1::',
      '1:2:3:4:5:6:7:8::',
    ],
  },
  uri: {
    valid: ['http://a', 'urn:a:b', 'mailto:a@b', 'http://u:p@[::1]:80/a/b?c=d#e', 'a:', 'http://a/%20', 'file:///x'],
    invalid: [
      '',
      'a',
      '/a',
      '//a',
      ':a',
      '1a:b',
      'http://a b',
      'http://a/%2',
      'http://a/%zz',
      'http://[::1',
      'http://a:b',
      'http://a/\\',
      'http://ä',
      'a:<b>',
      'a:b#c#d',
    ],
  },
  'uri-reference': {
    valid: ['', 'a', '/a', '//a', '?a', '#a', 'http://a', './a:b', '../a'],
    invalid: ['1a:b', 'a b', '%', '#a#b', '\\', 'a\n'],
  },
  uuid: {
    valid: ['123e4567-e89b-12d3-a456-426614174000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    invalid: [
      '',
      '123e4567e89b12d3a456426614174000',
      '123e4567-e89b-12d3-a456-42661417400g',
      'urn:uuid:123e4567-e89b-12d3-a456-426614174000',
      '--------------------------------0000',
    ],
  },
  'json-pointer': { valid: ['', '/', '/a~0b', '/a~1b/c'], invalid: ['a', '#/a', '/~', '/~2', '/a/~'] },
  'idn-email': {
    valid: ['a@b.example', '실례@실례.테스트', 'ä.ö@b.example'],
    invalid: ['', 'ä', 'ä@', '.ä@b.c', 'a b@ä.c', 'a\ud800@b.c', 'a\u0080@b.c', 'ä@b@c'],
  },
  iri: {
    valid: ['http://a', 'http://ƒøø.ßår/?∂éœ=πîx#πîüx', 'mailto:ä@b', 'urn:a:b'],
    invalid: ['', '/ä', 'ä:b', 'http://a b', 'http://ä/\\', 'http://[ä]', 'http://a/\ud800', 'http://a/%ä0', 'http://2001:0db8:85a3::7334'],
  },
  'iri-reference': {
    valid: ['', 'ä', '/âππ', '#ƒrägmênt', 'http://ä', './ä:b'],
    invalid: ['ä:b', 'ä b', '#ƒräg\\mênt', '\\\\WINDOWS\\ƒ', 'ä\n'],
  },
  'uri-template': {
    valid: ['', 'http://a/{b}', '/{+path}/{c,d*}{?e:30,f}{#g}', '/%20{a%20b}', 'ä/{a.b}'],
    invalid: [
      '{',
      '}',
      '{a',
      'a}',
      '{}',
      '{a b}',
      '{a,}',
      '{{a}}',
      '{a:0}',
      '{a:12345}',
      '{a:}',
      '{a**}',
      '{.}',
      '{a..b}',
      'a b',
      '%2',
      '{a%2}',
      '<a>',
    ],
  },
  'relative-json-pointer': {
    valid: ['0', '1', '120/foo/bar', '0#', '2/0/a~1b', '0+1', '1-2/a', '0-1#'],
    invalid: ['', '/a', '-1/a', '+1/a', '01/a', '0##', '01#', '0a', '0+', '0+01', '1/~2', '٣/a'],
  },
  regex: {
    valid: ['', 'a|b', '([abc])+\\s+$', '(?=a)', '\\p{L}'],
    invalid: ['^(abc]', '(', '[', 'a{2,1}', '\\a', '*', '('.repeat(20_000)],
  },
  byte: {
    valid: ['', 'YQ==', 'YWI=', 'YWJj', '+/+/'],
    invalid: ['Y', 'YQ', 'YQ=', 'Y===', 'YQ==YQ==', 'YW-_', 'YWJj\n', 'YWJj\n<script>'],
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (name, { valid, invalid }) => {
  test.each(valid)('accepts %j', (text) => {
    expect(format(name)(text)).toBe(true);
  });

  test.each(invalid)('refuses %j', (text) => {
    expect(format(name)(text)).toBe(false);
  });

  test('decides on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void format(name)(text)));
  });
});

test('every format of strings has examples', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(TEXT_FORMATS).sort());
});

/** Where the formats of ajv-formats are right, ours say the same. */
describe.each(['date', 'ipv4', 'ipv6', 'json-pointer', 'duration'])('%s agrees with ajv-formats', (name) => {
  const alphabet = { date: '0123-', ipv4: '0125.', ipv6: '01f:.', 'json-pointer': 'a~01/', duration: 'PYMDTHSW12' }[name] ?? '';
  const oracle = (text: string): boolean => {
    const other = fullFormats[name as keyof typeof fullFormats];
    if (other instanceof RegExp) return other.test(text);
    return typeof other === 'object' && 'validate' in other && typeof other.validate === 'function' && (other.validate as TextFormat)(text);
  };

  test('on texts of its own characters', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 24 }),
      fc.constantFrom(...(EXAMPLES[name]?.valid ?? []), ...(EXAMPLES[name]?.invalid ?? []).filter((example) => !example.endsWith('\n'))),
    );
    fc.assert(
      fc.property(text, (sample) => {
        expect(format(name)(sample)).toBe(oracle(sample));
      }),
      { numRuns: 3000 },
    );
  });
});

test('numbers: 32 bits, 64 bits as far as double precision tells, finite', () => {
  const validate = (name: string, value: number): unknown => {
    const found = FORMATS[name];
    return (
      typeof found === 'object' &&
      'validate' in found &&
      typeof found.validate === 'function' &&
      (found.validate as (value: number) => unknown)(value)
    );
  };
  expect([2 ** 31 - 1, -(2 ** 31)].map((value) => validate('int32', value))).toEqual([true, true]);
  expect([2 ** 31, -(2 ** 31) - 1, 0.5].map((value) => validate('int32', value))).toEqual([false, false, false]);
  expect([2 ** 63, -(2 ** 63), 0].map((value) => validate('int64', value))).toEqual([true, true, true]);
  expect([2 ** 64, 1e300, 0.5].map((value) => validate('int64', value))).toEqual([false, false, false]);
});

describe('time is linear in the text', () => {
  const attacks: readonly (readonly [string, (length: number) => string])[] = [
    ['email', (length) => `${'a.'.repeat(length)}@`],
    ['email', (length) => `a@${'a-'.repeat(length)}`],
    ['uri', (length) => `http://${'a@'.repeat(length)}`],
    ['uri', (length) => `a:${'%20'.repeat(length)}%`],
    ['uri-reference', (length) => `${'a/'.repeat(length)}\\`],
    ['duration', (length) => `P${'1'.repeat(length)}`],
    ['byte', (length) => `${'A'.repeat(length)}!`],
    ['json-pointer', (length) => `${'/~0'.repeat(length)}~`],
    ['iri', (length) => `http://a/${'ä'.repeat(length)}\\`],
    ['iri-reference', (length) => `${'ä/'.repeat(length)}\\`],
    ['idn-email', (length) => `a@${'ä.'.repeat(length)}`],
    ['uri-template', (length) => `${'{a}'.repeat(length)}{`],
    ['uri-template', (length) => `{${'a.'.repeat(length)}}`],
    ['relative-json-pointer', (length) => `1${'/~0'.repeat(length)}~`],
    ['regex', (length) => '('.repeat(length)],
    ['date-time', (length) => `2024-01-01T00:00:00.${'1'.repeat(length)}`],
  ];

  test.each(attacks)('%s', (name, attack) => {
    const cost = (length: number): number => {
      const text = attack(length);
      format(name)(text);
      const runs = [1, 2, 3, 4, 5].map(() => {
        const start = process.cpuUsage();
        format(name)(text);
        const { user, system } = process.cpuUsage(start);
        return user + system;
      });
      return Math.min(...runs);
    };
    const [short, long] = [cost(20_000), cost(200_000)];
    // Ten times the text may cost ten times as much, or thirty on a busy machine; quadratic time would cost a hundred times.
    expect(long).toBeLessThan(Math.max(short, 50) * 40);
  });
});
