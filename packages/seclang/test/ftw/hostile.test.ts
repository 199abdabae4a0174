import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createEngine, crsTestSources, loadRules } from '../../src/index.ts';
import { crsFolder } from './configuration.ts';

const folder = crsFolder('4.28');

const bytes = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(...'%&=+;/\\\'"<>{}[]().:-#?\n\r\0 '.split('').map((one) => one.charCodeAt(0))),
    ),
    { maxLength: 200 },
  )
  .map((codes) => String.fromCharCode(...codes));
const contentType = fc.oneof(
  fc.constantFrom('application/json', 'text/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=B', 'text/plain'),
  bytes,
);

describe.skipIf(folder === undefined)('under the Core Rule Set', () => {
  test('no bytes make a transaction throw', { timeout: 180_000 }, () => {
    if (folder === undefined) return;
    const engine = createEngine(loadRules([...crsTestSources(folder), { text: 'SecRuleEngine On', name: 'on.conf' }]));
    fc.assert(
      fc.property(
        bytes,
        bytes,
        fc.array(fc.tuple(bytes, bytes), { maxLength: 5 }),
        contentType,
        bytes,
        bytes,
        (method, uri, headers, type, body, answer) => {
          const transaction = engine.transaction();
          transaction.requestLine(method, uri, 'HTTP/1.1');
          for (const [name, value] of headers) transaction.requestHeader(name, value);
          transaction.requestHeader('Content-Type', type);
          transaction.requestHeader('Cookie', body);
          transaction.requestHeaders();
          transaction.requestBody(type.startsWith('multipart') ? `--B\r\n${body}\r\n--B--\r\n` : body);
          transaction.responseHeaders(200, 'HTTP/1.1', headers);
          transaction.responseBody(answer);
          transaction.logging();
          expect(transaction.matchedRules.length).toBeLessThan(2000);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a body four times as long takes about four times as long, whatever it repeats', { timeout: 180_000 }, () => {
    if (folder === undefined) return;
    const engine = createEngine(loadRules(crsTestSources(folder)));
    const cpuMs = (body: string): number => {
      const before = process.cpuUsage();
      const transaction = engine.transaction();
      transaction.requestLine('POST', '/', 'HTTP/1.1');
      transaction.requestHeader('Content-Type', 'application/x-www-form-urlencoded');
      transaction.requestHeaders();
      transaction.requestBody(body);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    for (const unit of ['%0a', "'", '/*', '<', '&#', '%5c', '(', '${', '..%2f', 'a=', '--', ';%20', '"%20']) {
      cpuMs(`x=${unit.repeat(500)}`);
      const [short, long] = [4000, 16_000].map((length) => cpuMs(`x=${unit.repeat(length / unit.length)}`)) as [number, number];
      expect(long, unit).toBeLessThan(Math.max(short, 20) * 12);
    }
  });
});
