import fc from 'fast-check';
import { expect, test } from 'vitest';

import { hostAndPort, indicator, lasting, serverUrl, status, time, wholeNumber } from './values.ts';

test.each(['127.0.0.1:0', '0.0.0.0:65535', '[::1]:8443', 'localhost:8080'])('%s is an address to listen on', (text) => {
  expect(hostAndPort(text)).toBe(text);
});

test.each([
  '',
  ':',
  ':80',
  '127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:65536',
  '127.0.0.1:-1',
  '::1:80',
  '[::1]',
  'a b:80',
  'a:80\n',
  'http://a:80',
  '${env:A}:80',
])('%j is no address to listen on', (text) => {
  expect(() => hostAndPort(text)).toThrow('expected HOST:PORT');
});

test.each(['http://127.0.0.1:8080', 'https://[::1]:8443', 'http://localhost/'])('%s is a server', (text) => {
  expect(serverUrl(text).port).toBe(/:(\d+)\/?$/.exec(text)?.[1] ?? '');
});

test.each(['', 'localhost:80', '127.0.0.1', 'ftp://a', 'http://', 'http://a/b', 'http://a/?b', 'http://a/#b', 'http://b:c@a/'])(
  '%j is no server',
  (text) => {
    expect(() => serverUrl(text)).toThrow('expected a server such as');
  },
);

test.each(['', ' 5', '5 ', '-5', '+5', '5.0', '0x5', '5e0', '٥', '11', '0', '9'.repeat(400)])(
  '%j is no whole number from 1 to 10',
  (text) => {
    expect(() => wholeNumber(1, 10)(text)).toThrow('expected a whole number from 1 to 10');
  },
);

test.each(['', '0xx', '6xx', '4XX', '42', '600', '4xx ', '404.0'])('%j is no status', (text) => {
  expect(() => status(text)).toThrow('expected a status');
});

test.each([
  ['2026-11-21T20:00:00Z', '2026-11-21T20:00:00.000Z'],
  ['2026-11-21T20:00:00+02:00', '2026-11-21T18:00:00.000Z'],
  ['2026-11-21T20:00:00.5Z', '2026-11-21T20:00:00.500Z'],
])('%s is a time', (text, expected) => {
  expect(time(text)).toBe(expected);
});

test('so long ago is counted from now', () => {
  const before = Date.now();
  const found = Date.parse(time('15m'));
  expect(found).toBeGreaterThanOrEqual(before - 15 * 60_000);
  expect(found).toBeLessThanOrEqual(Date.now() - 15 * 60_000);
});

test.each(['', '1', 'yesterday', '2026-11-21', '2026-13-01T00:00:00Z', '2026-11-21T20:00:00', '-5m', '5', 'm', '5 m', '999999d', '5y'])(
  '%j is no time',
  (text) => {
    expect(() => time(text)).toThrow('expected a time');
  },
);

test('a time that is accepted is one that the store accepts, whatever was asked for', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('s', 'm', 'h', 'd')).map(([count, unit]) => `${count}${unit}`),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let accepted: string;
      try {
        accepted = time(text);
      } catch {
        return;
      }
      expect(accepted).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    }),
  );
});

test('an indicator that there is none of is not looked for, and the one that was meant is named', () => {
  expect(indicator('probing')).toBe('probing');
  expect(() => indicator('probng')).toThrow('did you mean probing?');
  expect(() => indicator('x')).toThrow('there is no such indicator');
});

test.each(['0s', '0d', '367d', '99999d'])('nothing lasts %s: it says how long something may', (text) => {
  expect(() => lasting(text)).toThrow('from 1s to 366d');
});

test('something lasts a second at least, and a year at most', () => {
  expect([lasting('1s'), lasting('366d')]).toEqual([1000, 366 * 86_400_000]);
});
