import { type Detection, type Notification, parseConfiguration, type Sanction, type Subject } from '@airside/domain';
import { afterEach, describe, expect, test } from 'vitest';

import { openBehaviorStore } from '../sqlite/open.ts';
import type { BehaviorStore } from '../store.ts';
import { detectionOf, exchangeOf, incidentOf } from '../testing/detections.ts';
import { SanctionsInEffect } from './in-effect.ts';
import { type Addressees, createLadder } from './ladder.ts';
import { createTraffic } from './traffic.ts';

const open: BehaviorStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

const ADDRESS: Subject = { kind: 'address', id: '192.0.2.1' };
const USER: Subject = { kind: 'user', id: 'acme' };

const defaults = { allow: [], cap: { requests: 0.05, callers: 0.05 }, sharedAddress: 3 };
const notifyStep = { do: 'notify', risk: 0, severity: 'info', dryRun: false, where: 'api' } as const;

/** A ladder with the responses of a configuration (YAML), after a busy hour of 200 honest callers. */
function ladderWith(responses: string, { callers = 200, now = Date.now } = {}) {
  const { configuration, problems } = parseConfiguration(`behavior: { responses: { ${responses} } }`, {
    file: 'airside.yaml',
    policies: {},
  });
  if (configuration === undefined) throw new Error(JSON.stringify(problems));
  const store = openBehaviorStore(':memory:');
  open.push(store);
  const traffic = createTraffic(now);
  const imposed: Sanction[] = [];
  const inEffect = new SanctionsInEffect(traffic, now);
  const told: (readonly [Notification, Addressees])[] = [];
  for (let caller = 0; caller < callers; caller++) {
    const names: Subject[] = [
      { kind: 'address', id: `198.51.100.${caller}` },
      { kind: 'user', id: `honest-${caller}` },
    ];
    traffic.note(Array.from({ length: 10 }, () => exchangeOf(names)));
  }
  const ladder = createLadder({
    store,
    responses: () => configuration.behavior.responses,
    traffic,
    inEffect,
    impose: async (sanction) => {
      await store.addSanction(sanction);
      imposed.push(sanction);
      inEffect.add(sanction);
    },
    notify: (notification, to) => told.push([notification, to]),
    ownersOf: () => ['team-orders'],
  });
  const respond = (detection: Detection) => ladder.respond([detection], [incidentOf(detection)]);
  const events = async () => (await store.events({}, { limit: 100 })).items.map(({ action, by, detail }) => `${action} ${by}: ${detail}`);
  return { ladder, respond, traffic, store, imposed, inEffect, told, events };
}

const BLOCK = 'ladder: [{ do: block, severity: high, risk: 90, for: 1h, dryRun: false, of: [user, address] }]';

describe('a step', () => {
  test('blocks a caller for its time, with its reason, at the API of the detection', async () => {
    const { respond, imposed } = ladderWith(BLOCK);
    await respond(detectionOf());
    expect(imposed).toEqual([
      expect.objectContaining({
        action: 'block',
        match: [ADDRESS],
        api: 'orders',
        dryRun: false,
        by: 'response:block',
        reason: expect.stringContaining('refused requests an hour; learned: at most 3'),
      }),
    ]);
    const [sanction] = imposed;
    expect(Date.parse(sanction?.expires ?? '') - Date.parse(sanction?.created ?? '')).toBe(3_600_000);
  });

  test.each([
    ['a lower risk', { risk: 89 }],
    ['a lower severity', { severity: 'medium' as const }],
    ['a caller of which no name is known', { subject: { kind: 'api' as const, id: 'orders' } }],
  ])('is not taken for %s', async (_what, more) => {
    const { respond, imposed } = ladderWith(BLOCK);
    await respond(detectionOf(more));
    expect(imposed).toEqual([]);
  });

  test.each([
    ['indicators', 'indicators: [scraping]'],
    ['APIs', 'apis: [other]'],
  ])('for other %s is not taken', async (_what, only) => {
    const { respond, imposed } = ladderWith(`ladder: [{ do: block, for: 1h, dryRun: false, ${only} }]`);
    await respond(detectionOf());
    expect(imposed).toEqual([]);
  });

  test('of two that apply, the harder is carried out, and the tried one beside it', async () => {
    const { respond, imposed } = ladderWith(
      'ladder: [{ do: throttle, requestsPerMinute: 5, for: 1h, dryRun: false }, { do: block, for: 1h, dryRun: true }, { do: throttle, requestsPerMinute: 9, for: 1h }]',
    );
    await respond(detectionOf());
    expect(imposed.map(({ action, dryRun, requestsPerMinute }) => [action, dryRun, requestsPerMinute])).toEqual([
      ['throttle', false, 5],
      ['block', true, null],
    ]);
  });

  test('is taken once, however often it is called for', async () => {
    const { respond, imposed } = ladderWith(BLOCK);
    for (let count = 0; count < 20; count++) await respond(detectionOf());
    expect(imposed).toHaveLength(1);
  });

  test('does nothing to callers unless somebody says so', async () => {
    const { respond, imposed } = ladderWith('');
    await respond(detectionOf({ severity: 'critical', risk: 100 }));
    expect(imposed.map(({ action, dryRun }) => [action, dryRun])).toEqual([['block', true]]);
  });
});

test.each([
  ['body field note', 'text of 16 characters: bob@shop.example'],
  ['path', 'GET /internal/bob@shop.example'],
  ['kind of client of one credential, by user agent and TLS fingerprint', '198.51.100.9 bob/1.0'],
  ['query parameter limit', '100000'],
])('the reason of a block says where and what is usual, and quotes nothing that callers sent: %s', async (variable, seen) => {
  const { respond, imposed } = ladderWith(BLOCK);
  const [evidence] = detectionOf().evidence;
  if (evidence === undefined) throw new Error('no evidence');
  const detection = detectionOf({ operation: 'GET /orders/{id}', evidence: [{ ...evidence, variable, learned: 'the usual', seen }] });
  await respond(detection);
  expect(imposed[0]?.reason).toBe(
    `${detection.indicator} at GET /orders/{id} (detection ${detection.id}, risk ${detection.risk}): ${variable}; learned: the usual`,
  );
});

describe('whom it hits', () => {
  test('the owner of a user name that was only claimed is not blocked', async () => {
    const { respond, imposed } = ladderWith(BLOCK);
    await respond(detectionOf({ subject: USER, alsoKnownAs: [ADDRESS] }));
    expect(imposed.map(({ match }) => match)).toEqual([[ADDRESS]]);
  });

  test('nor where nothing else is known of whoever claimed it', async () => {
    const { respond, imposed, events } = ladderWith(BLOCK);
    await respond(detectionOf({ subject: USER }));
    expect(imposed).toEqual([]);
    expect(await events()).toEqual([expect.stringContaining('not-done response:block: no name of the caller is known')]);
  });

  test.each<Subject>([
    { kind: 'api', id: 'orders' },
    { kind: 'network', id: 'AS64500' },
  ])('not whoever happened to make the last call of what all callers of $kind $id did together', async (subject) => {
    const { respond, traffic, imposed, events } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false }]');
    traffic.note([exchangeOf([USER, ADDRESS])]);
    await respond(detectionOf({ subject, alsoKnownAs: [USER, ADDRESS] }));
    expect(imposed).toEqual([]);
    expect(await events()).toEqual([expect.stringContaining(`all callers of ${subject.kind} ${subject.id} together`)]);
  });

  test('nor, everywhere, whoever made the last call from an address that others share', async () => {
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false }]');
    for (const id of ['a', 'b', 'c', 'd']) traffic.note([exchangeOf([ADDRESS, { kind: 'user', id }])]);
    traffic.note([exchangeOf([USER, ADDRESS])]);
    await respond(detectionOf({ subject: ADDRESS, alsoKnownAs: [USER] }));
    expect(imposed.map(({ match }) => match)).toEqual([[ADDRESS, USER]]);
  });

  test('a cookie that is passing is not blocked in place of the address, one that lasts is', async () => {
    const session = { kind: 'session', id: 'xyz' } as const;
    let now = Date.now();
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false }]', { now: () => now });
    await respond(detectionOf({ subject: session, alsoKnownAs: [ADDRESS] }));
    traffic.note([exchangeOf([session])]);
    await respond(detectionOf({ subject: session, alsoKnownAs: [ADDRESS] }));
    now += 300_000;
    traffic.note([exchangeOf([session])]);
    await respond(detectionOf({ subject: session, alsoKnownAs: [ADDRESS] }));
    expect(imposed.map(({ match }) => match)).toEqual([[ADDRESS], [session]]);
  });

  test('nobody makes an address a shared one with a new cookie for each request', async () => {
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false }]');
    const made = Array.from({ length: 200 }, (_, number) => ({ kind: 'session', id: `made-up-${number}` }) as const);
    for (const session of made) traffic.note([exchangeOf([ADDRESS, session])]);
    const [one = ADDRESS] = made;
    await respond(detectionOf({ subject: one, alsoKnownAs: [ADDRESS], count: 200 }));
    expect(imposed.map(({ match }) => match)).toEqual([[ADDRESS]]);
  });

  test('nor hides the others behind it', async () => {
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false, of: [address] }]');
    for (let number = 0; number < 200; number++) traffic.note([exchangeOf([ADDRESS, { kind: 'session', id: `made-up-${number}` }])]);
    for (const id of ['a', 'b', 'c', 'd']) traffic.note([exchangeOf([ADDRESS, { kind: 'user', id }])]);
    await respond(detectionOf({ count: 200 }));
    expect(imposed).toEqual([]);
  });

  test('a user that was seen with success is', async () => {
    const { respond, traffic, imposed } = ladderWith(BLOCK);
    traffic.note([exchangeOf([USER, ADDRESS])]);
    await respond(detectionOf({ subject: USER, alsoKnownAs: [ADDRESS] }));
    expect(imposed.map(({ match }) => match)).toEqual([[USER]]);
  });

  test('an address behind which others do well is blocked only together with what is the own of the caller', async () => {
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false, of: [address] }]');
    for (const id of ['a', 'b', 'c', 'd']) traffic.note([exchangeOf([ADDRESS, { kind: 'user', id }])]);
    await respond(detectionOf({ alsoKnownAs: [{ kind: 'session', id: 'xyz' }] }));
    expect(imposed.map(({ match }) => match)).toEqual([[ADDRESS, { kind: 'session', id: 'xyz' }]]);
  });

  test('and not at all where nothing is', async () => {
    const { respond, traffic, imposed, events } = ladderWith('ladder: [{ do: block, for: 1h, dryRun: false, of: [address] }]');
    for (const id of ['a', 'b', 'c', 'd']) traffic.note([exchangeOf([ADDRESS, { kind: 'user', id }])]);
    await respond(detectionOf());
    expect(imposed).toEqual([]);
    expect(await events()).toEqual([expect.stringContaining('4 other callers do well behind 192.0.2.1')]);
  });

  test.each(['user:acme', '192.0.2.0/24'])('nobody on the allow list: %s', async (entry) => {
    const { respond, traffic, imposed, events } = ladderWith(`allow: ['${entry}'], ${BLOCK}`);
    traffic.note([exchangeOf([USER, ADDRESS])]);
    await respond(detectionOf({ subject: USER, alsoKnownAs: [ADDRESS] }));
    expect(imposed).toEqual([]);
    expect(await events()).toEqual([expect.stringContaining('the caller is on the allow list')]);
  });

  test('nobody for whom a person has undone the same, as long as it would have lasted', async () => {
    const { respond, store, imposed, inEffect } = ladderWith(BLOCK);
    await respond(detectionOf());
    const [sanction] = imposed.splice(0);
    inEffect.remove(sanction?.id ?? '');
    await store.undo(sanction?.id ?? '', { time: new Date().toISOString(), by: 'person:ada' });
    await respond(detectionOf());
    expect(imposed).toEqual([]);
  });

  test('users that no issuer knows cannot be sent to prove themselves', async () => {
    const { respond, traffic, imposed } = ladderWith('ladder: [{ do: stepUp, for: 1h, dryRun: false, of: [user] }]');
    traffic.note([exchangeOf([USER])]);
    await respond(detectionOf({ subject: USER }));
    expect(imposed).toEqual([]);
  });
});

describe('of what counts towards detections', () => {
  const names = [USER, ADDRESS];
  const trafficOf = (requests: number, callers: readonly (readonly Subject[])[] = [names]) => {
    const traffic = createTraffic();
    for (const caller of callers) traffic.note(Array.from({ length: requests }, () => exchangeOf(caller)));
    return traffic;
  };
  const said = (indicator: string, count: number, subject = USER, alsoKnownAs: readonly Subject[] = [ADDRESS]) =>
    detectionOf({ indicator, count, subject, alsoKnownAs: [...alsoKnownAs] });

  test('each request counts once, however many indicators count it, by whatever name', () => {
    const traffic = trafficOf(300);
    for (const indicator of ['probing', 'scraping', 'object-enumeration']) traffic.suspect(said(indicator, 100));
    traffic.suspect(said('extreme-activity', 120, ADDRESS, [USER]));
    expect([traffic.goodOf([USER]), traffic.goodOf([ADDRESS])]).toEqual([180, 180]);
  });

  test('what one indicator counts at several operations is added', () => {
    const traffic = trafficOf(300);
    for (const count of [40, 60]) traffic.suspect(said('object-enumeration', count));
    expect(traffic.goodOf([USER])).toBe(200);
  });

  test('what one indicator counts for a session and for its user, at an operation and at all, counts once', () => {
    const session: Subject = { kind: 'session', id: 's' };
    const traffic = trafficOf(300, [[...names, session]]);
    traffic.suspect(said('probing', 100, session, names));
    traffic.suspect(said('probing', 90, USER, [session, ADDRESS]));
    traffic.suspect({ ...said('probing', 110), operation: null });
    expect(traffic.goodOf([USER])).toBe(190);
  });

  test('what it counts for several sessions of a user is added', () => {
    const traffic = trafficOf(300);
    for (const id of ['a', 'b']) traffic.suspect(said('probing', 60, { kind: 'session', id }, names));
    expect(traffic.goodOf([USER])).toBe(180);
  });

  test('a detection that is told again as it grows counts as it is now', () => {
    const traffic = trafficOf(300);
    const detection = said('probing', 50);
    for (const count of [50, 100, 100, 80]) traffic.suspect({ ...detection, count });
    expect(traffic.goodOf([USER])).toBe(200);
  });

  test('what several do behind one address is added, and not once more for the address itself', () => {
    const other: Subject = { kind: 'user', id: 'other' };
    const traffic = trafficOf(200, [names, [other, ADDRESS]]);
    traffic.suspect(said('probing', 100));
    traffic.suspect(said('scraping', 90, other));
    traffic.suspect(said('session-flood', 150, ADDRESS, []));
    expect(traffic.goodOf([ADDRESS])).toBe(400 - 190);
    expect(traffic.goodOf([other])).toBe(110);
  });

  test('the same requests in another quarter of an hour count once, too', () => {
    let now = Date.UTC(2026, 0, 1);
    const traffic = createTraffic(() => now);
    traffic.note(Array.from({ length: 300 }, () => exchangeOf(names)));
    traffic.suspect(said('probing', 100));
    now += 15 * 60_000;
    traffic.suspect(said('scraping', 100));
    expect(traffic.goodOf([USER])).toBe(200);
  });
});

describe('the cap', () => {
  const byUser = (id: string): Detection => detectionOf({ subject: { kind: 'user', id }, count: 1 });

  test('holds back blocks that would hit too many callers who do well, and tells people', async () => {
    const { respond, imposed, told, events } = ladderWith(`cap: { callers: 0.02, requests: 1 }, ${BLOCK}`);
    for (let caller = 0; caller < 10; caller++) await respond(byUser(`honest-${caller}`));
    expect(imposed).toHaveLength(4);
    expect((await events()).filter((event) => event.startsWith('not-done'))).toHaveLength(6);
    expect(told).toHaveLength(6);
    expect(told[0]?.[0]).toMatchObject({
      state: 'opened',
      owners: ['team-orders'],
      text: expect.stringContaining('A block was not carried out'),
    });
  });

  test('holds back a block of who makes too much of the traffic', async () => {
    const { respond, traffic, imposed } = ladderWith(`cap: { callers: 1, requests: 0.05 }, ${BLOCK}`);
    traffic.note(Array.from({ length: 500 }, () => exchangeOf([USER])));
    await respond(byUser('acme'));
    expect(imposed).toEqual([]);
  });

  test('does not count what the attack itself was answered', async () => {
    const { respond, traffic, imposed } = ladderWith(`cap: { callers: 1, requests: 0.05 }, ${BLOCK}`);
    traffic.note(Array.from({ length: 500 }, () => exchangeOf([USER])));
    await respond(detectionOf({ subject: USER, count: 490 }));
    expect(imposed).toHaveLength(1);
  });

  test('counts callers of a single good request, which is all that a false alarm about each of them says', async () => {
    const { respond, traffic, imposed } = ladderWith(`cap: { callers: 0.02, requests: 1 }, ${BLOCK}`);
    for (let caller = 0; caller < 100; caller++) {
      const subject: Subject = { kind: 'user', id: `once-${caller}` };
      traffic.note([exchangeOf([subject])]);
      await respond(detectionOf({ subject, indicator: 'unlikely-value', count: 1, succeeded: true }));
    }
    expect(imposed.length).toBeLessThanOrEqual(0.02 * 300);
  });

  test('counts requests that a false alarm about a few of them is about', async () => {
    const { respond, traffic, imposed } = ladderWith(`cap: { callers: 1, requests: 0.05 }, ${BLOCK}`);
    for (let caller = 0; caller < 100; caller++) {
      const subject: Subject = { kind: 'user', id: `seldom-${caller}` };
      traffic.note(Array.from({ length: 5 }, () => exchangeOf([subject])));
      await respond(detectionOf({ subject, indicator: 'unlikely-value', count: 5, succeeded: true }));
    }
    expect(imposed.length).toBeLessThanOrEqual((0.05 * 2500) / 5);
  });

  test('does not protect those who are only refused', async () => {
    const { respond, traffic, imposed } = ladderWith(`cap: { callers: 0, requests: 0 }, ${BLOCK}`);
    traffic.note(Array.from({ length: 500 }, () => exchangeOf([ADDRESS], 401)));
    await respond(detectionOf());
    expect(imposed).toHaveLength(1);
  });

  test('does not count what is only tried', async () => {
    const { respond, imposed } = ladderWith('cap: { callers: 0, requests: 0 }, ladder: [{ do: block, for: 1h }]');
    for (let caller = 0; caller < 10; caller++) await respond(byUser(`honest-${caller}`));
    expect(imposed).toHaveLength(10);
  });
});

describe('people', () => {
  test('are told once of an incident of 10,000 detections, again when it gets worse, and when it is over', async () => {
    const { ladder, told } = ladderWith('ladder: [{ do: notify, severity: high, dryRun: false }]');
    const first = detectionOf();
    const incident = incidentOf(first);
    for (let count = 0; count < 10_000; count++) await ladder.respond([{ ...first, id: `d${count}` }], [incident]);
    expect(told.map(([{ state }]) => state)).toEqual(['opened']);
    await ladder.respond([{ ...first, severity: 'critical' }], [{ ...incident, severity: 'critical' }]);
    await ladder.respond([], [{ ...incident, state: 'closed', closed: new Date().toISOString() }]);
    expect(told.map(([{ state, key }, { kind }]) => [state, key, kind])).toEqual([
      ['opened', `incident:${incident.id}`, 'notify'],
      ['changed', `incident:${incident.id}`, 'notify'],
      ['resolved', `incident:${incident.id}`, 'notify'],
    ]);
  });

  test('are told why an incident is closed that made room for others: it is not over', async () => {
    const { ladder, told } = ladderWith('ladder: [{ do: notify, severity: high, dryRun: false }]');
    const first = detectionOf();
    const incident = incidentOf(first);
    await ladder.respond([first], [incident]);
    await ladder.respond([], [{ ...incident, state: 'closed', closed: new Date().toISOString(), note: 'Closed to make room' }]);
    expect(told.map(([{ state, text }]) => [state, text.includes('Closed to make room')])).toEqual([
      ['opened', false],
      ['resolved', true],
    ]);
  });

  test('are not told again of what they were told before a restart', async () => {
    const { respond, store, told } = ladderWith('ladder: [{ do: notify, dryRun: false }]');
    const detection = detectionOf();
    await respond(detection);
    const restarted: Notification[] = [];
    const after = createLadder({
      store,
      responses: () => ({ ...defaults, ladder: [{ ...notifyStep }] }),
      traffic: createTraffic(),
      inEffect: new SanctionsInEffect(createTraffic()),
      impose: async () => undefined,
      notify: (notification) => restarted.push(notification),
      ownersOf: () => [],
    });
    await after.respond([detection], [incidentOf(detection)]);
    expect([told.length, restarted.length]).toEqual([1, 0]);
    await after.respond([], [incidentOf(detection, { state: 'closed' })]);
    expect(restarted.map(({ state }) => state)).toEqual(['resolved']);
  });

  test('are not told in a dry-run; what they would have been told is on record', async () => {
    const { respond, told, events } = ladderWith('ladder: [{ do: notify }, { do: ticket }]');
    await respond(detectionOf());
    expect(told).toEqual([]);
    expect((await events()).map((event) => event.split(' ')[0])).toEqual(['would-ticket', 'would-notify']);
  });

  test('are reached on the channels that a step names', async () => {
    const { respond, told } = ladderWith('ladder: [{ do: ticket, dryRun: false, channels: [tracker] }]');
    await respond(detectionOf());
    expect(told.map(([, to]) => to)).toEqual([{ kind: 'ticket', channels: ['tracker'] }]);
  });
});
