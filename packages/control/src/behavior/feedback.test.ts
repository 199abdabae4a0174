import type { Detection, Incident, Judgement } from '@airside/domain';
import { expect, test } from 'vitest';

import { createFeedbackDesk } from './feedback.ts';
import { openBehaviorStore } from './sqlite/open.ts';
import { detectionOf, incidentOf } from './testing/detections.ts';

const ada = { name: 'os:ada', address: null };
const c3 = { kind: 'user', id: 'c3' } as const;

/** A store with one incident of such detections of c3, and an engine that is there or is not. */
async function deskWith(
  indicators: readonly string[],
  { isAway = false, more = {} }: { isAway?: boolean; more?: Partial<Detection> } = {},
) {
  const store = openBehaviorStore(':memory:');
  const time = new Date().toISOString();
  const detections = indicators.map((indicator) =>
    detectionOf({
      ...{ time, first: time, last: time },
      indicator,
      subject: c3,
      alsoKnownAs: [
        { kind: 'token', id: 't' },
        { kind: 'address', id: '192.0.2.3' },
      ],
      ...more,
    }),
  );
  const [first] = detections;
  if (first === undefined) throw new Error('a detection was expected');
  const incident = incidentOf(first, { indicators: indicators.map((id) => ({ id, detections: 1 })), detections: detections.length });
  await store.record({ detections, incidents: [incident] });
  const told: Judgement[] = [];
  let nowMs = Date.now();
  const desk = createFeedbackDesk({
    store,
    async tell(verdicts) {
      if (!isAway) told.push(...verdicts);
      return !isAway;
    },
    // A clock that stands still.
    now: () => nowMs,
  });
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { store, desk, detections, incident, told, pass };
}
const of = (indicator: string) => ({ indicator, api: 'orders', subjects: [c3, { kind: 'token', id: 't' }] });
const states = ({ record }: { readonly record: Incident }) => [record.state, record.feedback];

test('a verdict on a detection is about its indicator at its API and names of its caller alone; its incident stays open, and has it in its history', async () => {
  const { store, desk, detections, incident, told } = await deskWith(['probing', 'scraping', 'decoy']);
  const id = detections[1]?.id ?? '';
  const { record, warning } = await desk.judge(id, 'false', 'their crawler', ada);
  expect(warning).toBeNull();
  expect(record).toMatchObject({ id, verdict: { of: id, feedback: 'false', note: 'their crawler', by: 'person:os:ada' } });
  expect(told).toMatchObject([{ of: id, feedback: 'false', about: [of('scraping')] }]);
  expect(await store.incident(incident.id)).toMatchObject({ state: 'open', feedback: null });
  const { items } = await store.events({ target: incident.id }, { limit: 10 });
  expect(items.map(({ action, detail }) => [action, detail])).toEqual([['feedback', `scraping of user:c3 (${id}): false: their crawler`]]);
});

test('when each detection of an incident was judged to be no attack, the incident is closed; one attack among them keeps it open', async () => {
  const { store, desk, detections, incident, told } = await deskWith(['probing', 'scraping', 'decoy']);
  const [first = '', second = '', third = ''] = detections.map(({ id }) => id);
  await desk.judge(first, 'false', null, ada);
  await desk.judge(second, 'true', null, ada);
  await desk.judge(third, 'expected', null, ada);
  expect((await store.incident(incident.id))?.state).toBe('open');
  await desk.judge(second, 'false', null, ada);
  expect(await store.incident(incident.id)).toMatchObject({ state: 'closed', feedback: 'expected' });
  expect(told.at(-1)).toMatchObject({ of: incident.id, about: [] });
});

test('what was said of a detection alone outweighs what is said of its incident, before and after', async () => {
  const { store, desk, detections, incident, told } = await deskWith(['probing', 'scraping']);
  const [first = '', second = ''] = detections.map(({ id }) => id);
  await desk.judge(first, 'true', null, ada);
  await desk.close(incident.id, { feedback: 'false', note: null }, ada);
  expect(told.at(-1)).toMatchObject({ of: incident.id, feedback: 'false', about: [of('scraping')] });
  expect((await store.detection(first))?.verdict).toMatchObject({ of: first, feedback: 'true' });
  expect((await store.detection(second))?.verdict).toMatchObject({ of: incident.id, feedback: 'false' });
  await desk.judge(second, 'true', null, ada);
  expect(told.slice(-2)).toMatchObject([
    { of: second, feedback: 'true', about: [of('scraping')] },
    { of: incident.id, feedback: 'false', about: [] },
  ]);
});

test('a verdict on an incident that is over counts, and one of which no detection is kept is about all that the incident names', async () => {
  const { store, desk, detections, incident, told } = await deskWith(['probing']);
  await store.record({ detections: [], incidents: [{ ...incident, state: 'closed', closed: incident.last }] });
  expect(states(await desk.close(incident.id, { feedback: 'expected', note: null }, ada))).toEqual(['closed', 'expected']);
  expect(told).toMatchObject([{ of: incident.id, feedback: 'expected', about: [of('probing')] }]);
  const forgotten = incidentOf(detections[0] as Detection, { id: 'i-old', indicators: [{ id: 'decoy', detections: 1 }] });
  await store.record({ detections: [], incidents: [forgotten] });
  await desk.close('i-old', { feedback: 'false', note: null }, ada);
  expect(told.at(-1)?.about).toEqual([{ indicator: 'decoy', api: 'orders', subjects: [c3] }]);
});

test('an incident that is opened again has no verdict, nor have its detections; a verdict takes the place of the one before, whatever the clock says', async () => {
  const { store, desk, detections, incident, told, pass } = await deskWith(['probing']);
  await desk.close(incident.id, { feedback: 'false', note: 'a test' }, ada);
  pass(-60_000);
  expect(states(await desk.reopen(incident.id, ada))).toEqual(['open', null]);
  expect((await store.detection(detections[0]?.id ?? ''))?.verdict).toBeUndefined();
  await desk.close(incident.id, { feedback: 'true', note: null }, ada);
  expect(told.map(({ feedback }) => feedback)).toEqual(['false', null, 'true']);
  expect(told.map(({ time }) => time)).toEqual(told.map(({ time }) => time).toSorted());
  expect(new Set(told.map(({ time }) => time)).size).toBe(3);
  expect(await store.verdicts(0, 10)).toMatchObject([{ of: incident.id, feedback: 'true' }]);
  expect(states(await desk.close(incident.id, { feedback: null, note: null }, ada))).toEqual(['closed', 'true']);
});

test('what the engine does not take is kept, and it is said that it does so later', async () => {
  const { store, desk, detections, incident } = await deskWith(['probing', 'decoy'], { isAway: true });
  const { warning } = await desk.judge(detections[0]?.id ?? '', 'false', null, ada);
  expect(warning).toMatch(/^kept; the engine is away, and takes it when it is back$/);
  expect((await desk.close(incident.id, { feedback: 'expected', note: null }, ada)).warning).toMatch(/^kept;/);
  expect((await store.verdicts(0, 10)).map(({ of: judged, feedback }) => [judged, feedback])).toEqual([
    [detections[0]?.id, 'false'],
    [incident.id, 'expected'],
  ]);
  const off = createFeedbackDesk({ store, tell: undefined, now: Date.now });
  expect((await off.reopen(incident.id, ada)).warning).toMatch(/^kept; the behaviour layer is off/);
});

test('who was judged to have done nothing of the kind is listed as suspicious no more, until that is taken back', async () => {
  const { store, desk, incident } = await deskWith(['probing']);
  const listed = async () => (await store.callers({ limit: 10 })).items.map(({ subject }) => subject.id);
  await desk.close(incident.id, { feedback: 'expected', note: null }, ada);
  expect(await listed()).toEqual([]);
  await desk.reopen(incident.id, ada);
  expect(await listed()).toEqual(['c3']);
  await desk.close(incident.id, { feedback: 'true', note: null }, ada);
  expect(await listed()).toEqual(['c3']);
});

test('what is not there is said to be unknown', async () => {
  const { desk } = await deskWith(['probing']);
  await expect(desk.judge('no-such', 'false', null, ada)).rejects.toThrow('there is no detection "no-such"');
  await expect(desk.close('no-such', { feedback: 'false', note: null }, ada)).rejects.toThrow('there is no incident');
  await expect(desk.reopen('no-such', ada)).rejects.toThrow('there is no incident');
});
