import { expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { createIssuer } from '../../test/issuer.ts';
import { prepareIssuers } from './issuer.ts';

test.each([
  ['the algorithm none', { algorithms: ['ES256', 'none'] }, 'the algorithm "none" cannot be accepted'],
  ['an HMAC algorithm', { algorithms: ['HS256'] }, 'the algorithm "HS256" cannot be accepted'],
  ['no algorithm', { algorithms: [] }, 'at least one algorithm'],
  ['no audience', { audience: [] }, 'at least one audience'],
  ['no type', { types: [] }, 'at least one type'],
  ['no iss', { issuer: '' }, 'expected iss not to be empty'],
  ['a negative tolerance', { clockToleranceMs: -1 }, 'clock tolerance'],
  ['an endless tolerance', { clockToleranceMs: Number.POSITIVE_INFINITY }, 'clock tolerance'],
])('an issuer with %s is not configured', (_what, changes, message) => {
  expect(() => prepareIssuers([createIssuer([], changes)], directoryWith())).toThrow(message);
});

test('two issuers of one iss are not configured', () => {
  expect(() => prepareIssuers([createIssuer([]), createIssuer([], { name: 'again' })], directoryWith())).toThrow(
    'issuer "again" has the same iss',
  );
});
