import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { LOG_EVENTS } from './log.ts';

test('the readme says what each event in the log means', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` \| (.*) \|$/gm)].map(([, event, meaning]) => [event, meaning]);
  expect(Object.fromEntries(rows.filter(([event]) => event !== 'first-key'))).toEqual(LOG_EVENTS);
});
