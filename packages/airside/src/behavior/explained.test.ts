import type { JudgedDetection } from '@airside/control';
import { expect, test } from 'vitest';

import { detectionText, explainedDetection } from './explained.ts';

const TIME = '2026-01-01T00:00:00.000Z';
const detection: JudgedDetection = {
  id: 'd',
  time: TIME,
  first: TIME,
  last: TIME,
  indicator: 'decoy',
  severity: 'high',
  confidence: 1,
  risk: 90,
  api: 'orders',
  operation: null,
  subject: { kind: 'user', id: 'acme' },
  alsoKnownAs: [],
  evidence: [{ variable: 'path', learned: 'nobody', seen: '/export', surprise: 9, since: null, observations: 1 }],
  exchanges: [],
  count: 1,
  succeeded: true,
};
const said = { feedback: 'false', note: null, by: 'person:os:ada', time: TIME } as const;

test('a detection is shown with what a person said of it, or of all of its incident', () => {
  const verdict = (more: Partial<NonNullable<JudgedDetection['verdict']>>) => ({ ...detection, verdict: { ...said, of: 'd', ...more } });
  expect(detectionText(detection)).not.toContain('verdict');
  expect(detectionText(verdict({ note: 'a\nscanner' }))).toMatch(
    /^verdict +false, by person:os:ada, 2026-01-01T00:00:00.000Z: a.*scanner *$/m,
  );
  expect(explainedDetection(verdict({ of: 'i' }))).toMatch(/^verdict +false, as all of the incident i, by person:os:ada/m);
});
