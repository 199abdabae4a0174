import type { Feedback, Incident, Judgement } from '@airside/domain';
import { expect, test } from 'vitest';

import { DAY_MS, engine, exchange, MINUTE_MS, START_MS, verdictOn } from '../testing/asked-engine.ts';
import type { BehaviorEngine, Happening } from './engine.ts';

const only = ({ incidents: [incident] }: Happening): Incident => {
  if (incident === undefined) throw new Error('an incident was expected');
  return incident;
};
/** That one indicator said something of ada at the shop. */
const ofOne = (of: string, feedback: Feedback | null, time: number, indicator = 'a'): Judgement => ({
  of,
  feedback,
  note: null,
  by: 'person:ada',
  time: new Date(START_MS + time).toISOString(),
  about: [{ indicator, api: 'shop', subjects: [{ kind: 'user', id: 'ada' }] }],
});
/** How surprising an indicator has to be of somebody else at an API for that to be told, in steps of a quarter; asked of copies, as whatever is seen teaches. */
function threshold(taught: BehaviorEngine, minute: number, indicator = 'a', api = 'shop'): number {
  const saved = taught.save();
  for (let surprise = 5; ; surprise += 0.25) {
    const copy = engine().engine;
    copy.merge(saved);
    if (copy.observe([exchange(minute, 'other', `${indicator}=${surprise}`, api)]).detections.length > 0) return surprise;
  }
}
/** Of what an indicator says, which has said little as yet, less is believed. */
const BELIEVED = 0.8;
/** By how many decades of what is believed that is more than where nobody has said anything. */
function moved(taught: BehaviorEngine, minute: number, indicator?: string, api?: string): number {
  const untaught = engine().engine;
  untaught.observe([exchange(0, 'ada', 'a=9&b=9')]);
  return Math.round(2 * BELIEVED * (threshold(taught, minute, indicator, api) - threshold(untaught, minute, indicator, api))) / 2;
}

test('what was false is not told again of the same subject, and needs more of others', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=6.5')]));
  expect(taught.judge([verdictOn(incident, 'false', { note: 'a load test' })]).incidents).toMatchObject([
    { state: 'closed', feedback: 'false', note: 'a load test' },
  ]);
  expect(taught.observe([exchange(1, 'ada', 'a=9'), exchange(2, 'bob', 'a=6.5')]).incidents).toEqual([]);
  expect(taught.observe([exchange(3, 'cyd', 'a=7.5')]).incidents).toHaveLength(1);
});

test('a verdict on one detection of an incident is about its indicator at its API and its caller: the incident stays open, and the other indicators go on', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9&b=9')]));
  expect(taught.judge([ofOne('d-1', 'false', 1)]).incidents).toEqual([]);
  expect(taught.openIncidents()).toEqual([incident.id]);
  expect(taught.observe([exchange(40, 'ada', 'a=9')]).detections).toEqual([]);
  expect(taught.observe([exchange(41, 'ada', 'b=9')])).toMatchObject({
    incidents: [{ id: incident.id }],
    detections: [{ indicator: 'b' }],
  });
  expect(taught.observe([exchange(42, 'ada', 'a=9', 'bank')]).detections).toMatchObject([{ indicator: 'a', api: 'bank' }]);
  expect([moved(taught, 43), moved(taught, 44, 'b'), moved(taught, 45, 'a', 'bank')]).toEqual([1, 0, 0]);
});

test('an incident that is opened again goes on where it was, unless it would be over by now', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9')]));
  taught.judge([verdictOn(incident, 'false')]);
  expect(taught.openIncidents()).toEqual([]);
  taught.judge([verdictOn(incident, null)]);
  expect(taught.openIncidents()).toEqual([incident.id]);
  expect(only(taught.observe([exchange(9, 'ada', 'b=9')]))).toMatchObject({
    id: incident.id,
    state: 'open',
    feedback: null,
    detections: 2,
  });
  taught.judge([verdictOn(incident, 'expected')]);
  taught.tick(START_MS + 2 * DAY_MS);
  taught.judge([verdictOn(incident, null)]);
  expect(taught.openIncidents()).toEqual([]);
});

test('to take a verdict back that nobody gave, or that is about a detection, opens nothing', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9')]));
  taught.judge([verdictOn(incident, 'false'), ofOne('d-1', null, 5), verdictOn({ ...incident, id: 'another' }, null)]);
  expect(taught.openIncidents()).toEqual([]);
});

test('a verdict counts although the incident is over, and however often it is told', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9')]));
  taught.tick(START_MS + 2 * DAY_MS);
  expect(taught.openIncidents()).toEqual([]);
  const verdict = verdictOn(incident, 'false');
  for (let times = 0; times < 3; times++) expect(taught.judge([verdict])).toEqual({ detections: [], incidents: [] });
  const again = (3 * DAY_MS) / MINUTE_MS;
  expect(taught.observe([exchange(again, 'ada', 'a=9')]).incidents).toEqual([]);
  expect(moved(taught, again + 1)).toBe(1);
});

test.each<readonly [string, Feedback | null, number]>([
  ['taken back', null, 0],
  ['said to be an attack after all', 'true', -0.5],
])('what was called false by mistake and is %s is told again, and moves no threshold any more', (_, feedback, by) => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9')]));
  taught.judge([verdictOn(incident, 'false')]);
  taught.judge([verdictOn(incident, feedback)]);
  expect(moved(taught, 1)).toBe(by);
  expect(taught.observe([exchange(2, 'ada', 'a=9')]).detections).toMatchObject([{ subject: { id: 'ada' } }]);
});

test('a verdict outlasts a restart and is not taken twice; an earlier one of the same incident is not taken after it', () => {
  const first = engine().engine;
  const incident = only(first.observe([exchange(0, 'ada', 'a=9')]));
  const [early, late] = [verdictOn(incident, 'true'), verdictOn(incident, 'false')];
  first.judge([late]);
  const second = engine().engine;
  second.merge(first.save());
  second.judge([early, late]);
  expect(second.observe([exchange(1, 'ada', 'a=9')]).incidents).toEqual([]);
  expect(moved(second, 2)).toBe(1);
  second.judge([verdictOn(incident, null)]);
  expect(moved(second, 3)).toBe(0);
});

test('an incident that the engine has open again after a restart is closed by the verdict it had not saved', () => {
  const first = engine().engine;
  const incident = only(first.observe([exchange(0, 'ada', 'a=9')]));
  const saved = first.save();
  const verdict = verdictOn(incident, 'expected');
  first.judge([verdict]);
  const second = engine().engine;
  second.merge(saved);
  expect(second.openIncidents()).toEqual([incident.id]);
  expect(second.judge([verdict]).incidents).toMatchObject([{ id: incident.id, state: 'closed', feedback: 'expected' }]);
  expect(second.observe([exchange(1, 'ada', 'a=9')]).incidents).toEqual([]);
});

test('what was false is not told again of the same subject for 90 days, and is after that', () => {
  const { engine: taught } = engine();
  const incident = only(taught.observe([exchange(0, 'ada', 'a=9')]));
  taught.judge([verdictOn(incident, 'false')]);
  const day = (number: number) => (number * DAY_MS) / MINUTE_MS;
  for (let passed = 1; passed <= 89; passed++) taught.tick(START_MS + passed * DAY_MS);
  expect(taught.observe([exchange(day(89), 'ada', 'a=9')]).detections).toEqual([]);
  for (let passed = 90; passed <= 91; passed++) taught.tick(START_MS + passed * DAY_MS);
  expect(taught.observe([exchange(day(91), 'ada', 'a=9')]).detections).toHaveLength(1);
});
