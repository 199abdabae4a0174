import { expect, test } from 'vitest';

import { firewallOptions } from './options.ts';
import { mediaTypeTest } from './response-types.ts';

const inspects = mediaTypeTest(firewallOptions.parse({}).inspectedResponseTypes);

test.each([
  'text/html',
  'TEXT/HTML; charset=utf-8',
  ' application/json',
  'application/problem+json',
  'application/xml',
  'application/soap+xml;action=x',
  'image/svg+xml',
  'text/csv',
])('%j is looked at by default', (type) => {
  expect(inspects(type)).toBe(true);
});

test.each([
  undefined,
  '',
  'text/',
  'text',
  'application/+json',
  'text/event-stream',
  'Text/Event-Stream; charset=utf-8',
  'application/octet-stream',
  'application/x-ndjson',
  'image/png',
  'xtext/html',
  'application/jsonx',
  'image/png; text/html',
])('%j is not', (type) => {
  expect(inspects(type)).toBe(false);
});

test('a stream of events is not looked at even where it is named', () => {
  expect(mediaTypeTest(['text/event-stream'])('text/event-stream')).toBe(false);
});

test.each(['*', '*/*', 'text', 'text/*html', 'text/html; charset=utf-8', 'Text/HTML', 'te xt/html', 'application/*+*'])(
  '%j is refused as a type to look at',
  (type) => {
    expect(firewallOptions.safeParse({ inspectedResponseTypes: [type] }).success).toBe(false);
  },
);
