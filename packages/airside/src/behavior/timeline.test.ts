import type { CallerTimeline } from '@airside/control';
import { expect, test } from 'vitest';

import { blankExchange } from './blank-exchange.ts';
import { timelineCounts } from './timeline.ts';

const timelineOf = (requests: number): CallerTimeline => ({
  subject: { kind: 'user', id: 'acme' },
  detections: [],
  incidents: [],
  sanctions: [],
  events: [],
  exchanges: Array.from({ length: requests }, (_, index) => blankExchange(`e-${index}`, index)),
});

test('as many requests as are shown at most are not said to be all that are kept', () => {
  expect(timelineCounts(timelineOf(199))).toBe('199 of its requests are kept, 0 detections, 0 incidents (0 open), 0 sanctions');
  expect(timelineCounts(timelineOf(200))).toBe('the last 200 of its requests, 0 detections, 0 incidents (0 open), 0 sanctions');
});
