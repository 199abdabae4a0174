import { expect, test } from 'vitest';

import { dataExfiltration } from '../../indicators/data-exfiltration.ts';
import { personalDataExfiltration } from '../../indicators/personal-data-exfiltration.ts';
import { scraping } from '../../indicators/scraping.ts';
import { everyday, START_MS } from '../../testing/everyday.ts';
import { loggedIn, many } from '../../testing/shop.ts';
import { Watch } from '../../testing/watch.ts';
import { DAY } from './spans.ts';

const CALLS = 60;
const AFTER_MS = START_MS + 8 * DAY;

test.each([dataExfiltration, personalDataExfiltration, scraping])('$id counts requests, not what they bring', (indicator) => {
  const attack = many(CALLS, (index) => ({
    ...loggedIn(3, AFTER_MS),
    timeMs: AFTER_MS + index * 2000,
    operation: 'GET /orders',
    answer: { objects: Array.from({ length: 40 }, (_, object) => `order=${index}-${object}`), personal: 200, records: 40 },
    responseBytes: 500_000,
  }));
  const { signals } = new Watch(indicator)
    .see(everyday({ users: 60, days: 8 }))
    .reset()
    .see(attack);
  const most = Math.max(...signals.map(({ count = 1 }) => count));
  expect(most).toBeLessThanOrEqual(CALLS);
  expect(most).toBeGreaterThan(CALLS / 4);
});
