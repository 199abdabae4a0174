import { expect, test } from 'vitest';

import type { Call } from '../call/call.ts';
import type { Signal } from '../indicators/indicator.ts';
import { DAY_MS, engine, exchange, indicator, MINUTE_MS, START_MS, verdictOn } from '../testing/asked-engine.ts';

test('a surprise that comes once in a million calls is an incident, a smaller one is not', () => {
  const { engine: quiet } = engine();
  expect(quiet.observe([exchange(0, 'ada', 'a=5')])).toEqual({ detections: [], incidents: [] });
  const { detections, incidents } = quiet.observe([exchange(1, 'bob', 'a=7')]);
  expect(detections).toMatchObject([{ indicator: 'a', subject: { kind: 'user', id: 'bob' }, api: 'shop', count: 1, succeeded: true }]);
  expect(incidents).toMatchObject([{ state: 'open', title: 'Title of a at shop', detections: 1, requests: 1, subjectCount: 1 }]);
});

test('surprises of different indicators count together, less than their sum', () => {
  const { engine: quiet } = engine();
  expect(quiet.observe([exchange(0, 'ada', 'a=2.5&b=2.5')]).incidents).toEqual([]);
  const { detections } = quiet.observe([exchange(1, 'eve', 'a=4&b=4&c=4')]);
  expect(detections.map(({ indicator: id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
});

test('surprises of one caller on different calls count together, of different callers they do not', () => {
  const { engine: quiet } = engine();
  const alone = ['ada', 'bob', 'cyd'].map((user, index) => exchange(index, user, `${'abc'[index]}=4`));
  expect(quiet.observe(alone).incidents).toEqual([]);
  const together = ['a=4', 'b=4', 'c=4'].map((query, index) => exchange(index + 3, 'eve', query));
  expect(quiet.observe(together).incidents).toMatchObject([{ subjects: [{ id: 'eve', detections: 3 }] }]);
});

test('many small surprises in a row add up, and are taken back by normal calls', () => {
  const ids = ['a', 'b'];
  const calls = (user: string, normal: number) =>
    Array.from({ length: 30 * (normal + 1) }, (_, index) =>
      exchange(index, user, index % (normal + 1) === 0 ? `${ids[(index / (normal + 1)) % 2]}=3` : ''),
    );
  expect(engine().engine.observe(calls('eve', 0)).incidents).toHaveLength(1);
  expect(engine().engine.observe(calls('ada', 40)).incidents).toEqual([]);
});

test('what is surprising of a caller at each call counts once', () => {
  const calls = Array.from({ length: 200 }, (_, index) => exchange(index, 'ada', 'a=3!'));
  expect(engine().engine.observe(calls).incidents).toEqual([]);
});

test('an indicator that seldom says anything is believed more, once enough was judged', () => {
  const { engine: quiet } = engine();
  expect(quiet.observe([exchange(0, 'ada', 'a=5')]).incidents).toEqual([]);
  for (let part = 0; part < 20; part++) quiet.observe(Array.from({ length: 10_000 }, (_, index) => exchange(index / 10, `user${index}`)));
  expect(quiet.observe([exchange(1001, 'eve', 'a=5')]).incidents).toHaveLength(1);
});

test('an indicator that cries often is believed less', () => {
  const { engine: quiet } = engine({ trainingMs: DAY_MS });
  quiet.observe(Array.from({ length: 1400 }, (_, index) => exchange(index, `user${index}`, index % 10 === 0 ? 'a=5' : '')));
  expect(quiet.observe([exchange(3000, 'ada', 'a=7.5')]).incidents).toEqual([]);
  expect(quiet.observe([exchange(3001, 'ada', 'b=7.5')]).incidents).toHaveLength(1);
});

test('nothing is told of an API that is still watched, except for what is certain', () => {
  const { engine: trained } = engine({ indicators: [indicator('a'), indicator('z', { certain: true })], trainingMs: DAY_MS });
  expect(trained.observe([exchange(0, 'ada', 'a=20')]).incidents).toEqual([]);
  expect(trained.observe([exchange(1, 'eve', 'z=1')]).incidents).toHaveLength(1);
  expect(trained.training()).toMatchObject([{ api: 'shop', operation: 'GET /orders', observations: 2, state: 'training' }]);
  expect(trained.observe([exchange(2 * 24 * 60, 'bob', 'a=20')]).detections).toMatchObject([{ indicator: 'a', subject: { id: 'bob' } }]);
});

test('nothing is learned from a suspicious caller, nor from a suspicious call', () => {
  const learned: string[] = [];
  const { engine: careful } = engine({ indicators: [indicator('a', { learn: (call) => learned.push(call.exchange.id) })] });
  careful.observe([exchange(0, 'ada'), exchange(1, 'eve', 'a=9'), exchange(2, 'eve'), exchange(3, 'ada')]);
  expect(learned).toEqual(['ada-0', 'ada-3']);
});

test('an indicator that fails is named, and the others go on', () => {
  const failing = indicator('f', {
    judge: () => {
      throw new Error('broken');
    },
  });
  const { engine: robust, errors } = engine({ indicators: [failing, indicator('a')] });
  expect(robust.observe([exchange(0, 'eve', 'a=9')]).incidents).toHaveLength(1);
  expect(errors).toHaveLength(1);
});

test('ten thousand detections in a minute are one incident', () => {
  const { engine: busy } = engine();
  const storm = Array.from({ length: 10_000 }, (_, index) => exchange(0, `user${index}`, 'a=9'));
  const { detections, incidents } = busy.observe(storm);
  expect(detections.length).toBeGreaterThan(9_900);
  expect(incidents).toMatchObject([{ detections: detections.length, requests: detections.length }]);
  expect(incidents[0]?.subjects.length).toBeLessThanOrEqual(200);
});

test('a caller that goes on is one detection, told again when it has doubled', () => {
  const { engine: patient } = engine();
  const told = Array.from({ length: 64 }, () => patient.observe([exchange(0, 'eve', 'a=9')]).detections).flat();
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  expect(told.map(({ count }) => count)).toEqual([1, 2, 4, 8, 16, 32, 64]);
});

test('an incident closes when nothing more happens for a day', () => {
  const { engine: forgetful } = engine();
  const [opened] = forgetful.observe([exchange(0, 'eve', 'a=9')]).incidents;
  expect(forgetful.tick(START_MS + DAY_MS).incidents).toEqual([]);
  expect(forgetful.tick(START_MS + DAY_MS + 2 * MINUTE_MS).incidents).toMatchObject([{ id: opened?.id, state: 'closed', feedback: null }]);
});

test('what was learned survives a restart: incidents, feedback, training', () => {
  const first = engine().engine;
  const [kept, ended] = [
    first.observe([exchange(0, 'eve', 'a=9')]).incidents[0],
    first.observe([exchange(1, 'ada', 'b=6.5', 'bank')]).incidents[0],
  ];
  first.judge(ended === undefined ? [] : [verdictOn(ended, 'false')]);
  const second = engine().engine;
  second.merge(first.save());
  expect(second.observe([exchange(2, 'eve', 'b=9')]).incidents).toMatchObject([{ id: kept?.id, detections: 2 }]);
  expect(second.observe([exchange(3, 'ada', 'b=9', 'bank')]).incidents).toEqual([]);
  expect(second.training().find(({ api }) => api === 'shop')?.observations).toBe(2);
});

test.each([
  ['nothing', new Uint8Array()],
  ['no state', new TextEncoder().encode('{}')],
])('a state that is %s is refused', (_name, bytes) => {
  expect(() => engine().engine.merge(bytes)).toThrow(/state/);
});

test('a state learned with another key is refused', () => {
  expect(() => engine({ key: 2 }).engine.merge(engine().engine.save())).toThrow(/another key/);
});

test('many callers who each do too little for a suspicion are told of together, unless that many do so every day', () => {
  const { engine: watchful } = engine({ trainingMs: 5 * DAY_MS });
  const day = (number: number, query: (index: number) => string) =>
    watchful.observe(
      Array.from({ length: 1000 }, (_, index) => exchange(number * 24 * 60 + index, `user${number}-${index}`, query(index))),
    );
  for (let number = 0; number < 7; number++) {
    const usual = day(number, (index) => (index % 100 === 0 ? 'b=3' : ''));
    expect(usual.incidents).toEqual([]);
  }
  const { incidents, detections } = day(7, (index) => (index % 50 === 0 ? 'a=3' : index % 100 === 1 ? 'b=3' : ''));
  expect(incidents).toMatchObject([{ indicators: [{ id: 'a' }] }]);
  expect(detections.length).toBeGreaterThan(8);
});

test('of an outbreak that was expected, whoever was part of it is neither told of again nor makes an outbreak of one more', () => {
  const { engine: taught } = engine({ trainingMs: DAY_MS });
  taught.observe(Array.from({ length: 1000 }, (_, index) => exchange(index, `user${index}`)));
  const outbreak = (minute: number, users: readonly string[]) =>
    taught.observe(users.map((user, index) => exchange(minute + index, user, 'a=5!')));
  const members = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay'];
  const { incidents, detections } = outbreak(3000, members);
  expect(detections.length).toBeGreaterThan(3);
  taught.judge(incidents.map((incident) => verdictOn(incident, 'expected')));
  expect(outbreak(3100, [...members, 'gus']).detections).toEqual([]);
});

test('what is new is not learned from whoever tries it out, until others do so or it is seen on three days', () => {
  const learned: string[] = [];
  const { engine: careful } = engine({ indicators: [indicator('a', { learn: (call) => learned.push(call.exchange.id) })] });
  careful.observe([0, 1, 2].map((minute) => exchange(minute, 'eve', 'a=3!')));
  expect(learned).toEqual([]);
  for (const [day, user] of ['', 'eve', 'bob'].entries()) {
    careful.tick(START_MS + day * DAY_MS);
    if (day > 0) careful.observe([exchange(day * 24 * 60, user, 'a=3!')]);
  }
  expect(learned).toEqual(['bob-2880']);
});

test('one exchange from a far future neither stops the ticks of all others nor is it judged as of then', () => {
  const ticks: number[] = [];
  const judged: number[] = [];
  const tick = (nowMs: number): readonly Signal[] => {
    ticks.push(nowMs);
    return [];
  };
  const learn = ({ timeMs }: Call): void => void judged.push(timeMs);
  const { engine: watched } = engine({ indicators: [indicator('a', { tick, learn })] });
  const endMs = START_MS + 60 * MINUTE_MS;
  for (let minute = 0; minute < 60; minute++) {
    watched.tick(START_MS + minute * MINUTE_MS);
    watched.observe([exchange(minute, 'ada'), exchange(minute + 40_000_000, 'faulty'), exchange(minute, 'bob')]);
  }
  expect(ticks.length).toBeGreaterThanOrEqual(60);
  expect(Math.max(...ticks, ...judged)).toBeLessThan(endMs + 10 * MINUTE_MS);
  expect(ticks).toEqual(ticks.toSorted((one, other) => one - other));
});

test('what is seen at no API that a gateway knew is told of as of none: what is done about it is done everywhere', () => {
  const { engine: watchful } = engine({ indicators: [indicator('z', { certain: true })] });
  const { detections, incidents } = watchful.observe([exchange(0, 'eve', 'z=9', '')]);
  expect(detections).toMatchObject([{ api: null }]);
  expect(incidents).toMatchObject([{ apis: [], title: 'Title of z' }]);
  watchful.judge(incidents.map((incident) => verdictOn(incident, 'false')));
  expect(watchful.observe([exchange(1, 'eve', 'z=9', '')]).incidents).toEqual([]);
});
