import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { JsonValue } from '../../json.ts';
import { fromHarEntry } from './from-har-entry.ts';
import { HarEntries } from './har-entries.ts';

const entry = {
  startedDateTime: '2025-10-10T20:55:36.000Z',
  request: {
    method: 'POST',
    url: 'https://api.example:8443/orders?limit=1#top',
    headers: [
      { name: ':authority', value: 'api.example' },
      { name: 'Authorization', value: 'Bearer abc' },
      { name: 'Cookie', value: 'theme=dark; PHPSESSID=1' },
      { name: 'X-Api-Key', value: 'k' },
    ],
    postData: { mimeType: 'application/json', text: '{"a":1}' },
    bodySize: 7,
  },
  response: { status: 201, headers: [], content: { size: 2, mimeType: 'application/json', text: 'e30=', encoding: 'base64' } },
};

/** Entries of a file that comes in chunks of some size. */
function entriesOf(file: string, chunkBytes = 7): { readonly texts: readonly (string | undefined)[]; readonly entries: HarEntries } {
  const entries = new HarEntries();
  const bytes = Buffer.from(file);
  const texts: (string | undefined)[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes)
    for (const { text } of entries.push(bytes.subarray(start, start + chunkBytes))) texts.push(text);
  return { texts, entries };
}

describe('an entry', () => {
  test('tells the call, and names of credentials without their values', () => {
    expect(fromHarEntry(entry)).toEqual({
      timeMs: Date.UTC(2025, 9, 10, 20, 55, 36),
      api: null,
      host: 'api.example',
      method: 'POST',
      path: '/orders',
      template: null,
      query: 'limit=1',
      status: 201,
      isRefused: false,
      caller: null,
      credentials: ['bearer', 'apiKey cookie PHPSESSID', 'apiKey header x-api-key'],
      request: {
        headers: [
          ['authorization', 'Bearer abc'],
          ['cookie', 'theme=dark; PHPSESSID=1'],
          ['x-api-key', 'k'],
          ['content-type', 'application/json'],
        ],
        body: '{"a":1}',
        bytes: 7,
      },
      response: { headers: [['content-type', 'application/json']], body: '{}', bytes: 2 },
    });
  });

  test('has what its tool writes: fields of a form, no header fields, no answer, images', () => {
    const form = {
      mimeType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'a b', value: 'c&d' },
        { name: 'e', value: 'f%20g' },
      ],
    };
    const request = { ...entry.request, headers: [], postData: form };
    expect(fromHarEntry({ ...entry, request })).toMatchObject({ credentials: undefined, request: { body: 'a%20b=c%26d&e=f%20g' } });
    expect(fromHarEntry({ ...entry, response: { status: 0, headers: [], content: {} } })).toMatchObject({
      status: null,
      response: { body: undefined },
    });
    const image = { status: 200, headers: [], content: { mimeType: 'image/png', text: 'AAAA', encoding: 'base64', size: 3 } };
    expect(fromHarEntry({ ...entry, response: image })).toMatchObject({ response: { body: undefined, bytes: 3 } });
  });

  test.each<[string, JsonValue]>([
    ['nothing', {}],
    ['null', null],
    ['a list', []],
    ['no method', { ...entry, request: { ...entry.request, method: 5 } }],
    ['a method with spaces', { ...entry, request: { ...entry.request, method: 'GET /' } }],
    ['data instead of a URL', { ...entry, request: { ...entry.request, url: 'data:text/plain,x' } }],
    ['a path instead of a URL', { ...entry, request: { ...entry.request, url: '/orders' } }],
    ['no time', { ...entry, startedDateTime: 'yesterday' }],
  ])('with %s is no call', (_name, value) => {
    expect(fromHarEntry(value)).toBeUndefined();
  });
});

describe('a file', () => {
  test('gives its entries, in whatever chunks it comes', () => {
    const file = JSON.stringify({
      log: {
        version: '1.2',
        entries0: [{ no: 1 }],
        pages: [{ entries: [{ no: 2 }] }],
        entries: [{ a: '}]"\\' }, { b: [{}] }],
        comment: 'entries',
      },
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
        expect(entriesOf(file, size).texts).toEqual(['{"a":"}]\\"\\\\"}', '{"b":[{}]}']);
      }),
    );
    expect(entriesOf(JSON.stringify({ log: { entries: [] } })).entries.isHar).toBe(true);
  });

  test('that ends too early loses its last entry only', () => {
    const { texts, entries } = entriesOf('{"log":{"entries":[{"a":1},{"b":"');
    expect([texts, entries.isCut]).toEqual([['{"a":1}'], true]);
  });

  test.each(['', '{}', '[]', '{"entries":[{"a":1}]}', '{"x":{"y":{"entries":[{}]}}}', '}}}}', '{"log":{"entries":{"a":[{}]}}}', '"'])(
    'of other JSON has none: %s',
    (file) => {
      const { texts, entries } = entriesOf(file);
      expect([texts, entries.isHar]).toEqual([[], false]);
    },
  );

  test('with an entry beyond all bounds loses that entry', () => {
    const { texts } = entriesOf(`{"log":{"entries":[{"a":"${'x'.repeat(33 * 1024 * 1024)}"},{"b":1}]}}`, 1 << 20);
    expect(texts).toEqual([undefined, '{"b":1}']);
  });
});
