import { describe, expect, test } from 'vitest';

import { createIntrospectingIssuer } from '../../test/issuer.ts';
import { NOON } from '../../test/tokens.ts';
import type { AskProvider, IntrospectionAnswer } from './ask.ts';
import { createIntrospector } from './introspector.ts';
import type { IntrospectionSettings } from './issuer.ts';

const active = (exp = NOON + 3600): IntrospectionAnswer => ({
  outcome: 'answered',
  members: new Map<string, unknown>([
    ['active', true],
    ['exp', exp],
  ]),
});
const INACTIVE: IntrospectionAnswer = { outcome: 'answered', members: new Map([['active', false]]) };
const SILENCE: IntrospectionAnswer = { outcome: 'failed', reason: 'no answer', silent: true };
const FAILURE: IntrospectionAnswer = { outcome: 'failed', reason: 'status 500', silent: false };

/** An introspector whose provider answers as it is told, at a time that can be set. */
function create(settings: Partial<IntrospectionSettings> = {}) {
  const asked: string[] = [];
  const world = {
    nowMs: NOON * 1000,
    answer: (): IntrospectionAnswer | Promise<IntrospectionAnswer> => active(),
    asked,
    status: (token: string) => introspector.status(token, `hash of ${token}`),
  };
  const ask: AskProvider = async (token) => {
    asked.push(token);
    return world.answer();
  };
  const introspector = createIntrospector(createIntrospectingIssuer(settings), () => world.nowMs, ask);
  return world;
}

describe('answers are remembered', () => {
  test('that a token is active, for so long and no longer', async () => {
    const world = create();
    expect(await world.status('t')).toMatchObject({ outcome: 'active' });
    world.nowMs += 29_999;
    expect(world.status('t')).toMatchObject({ outcome: 'active' });
    world.nowMs += 1;
    await world.status('t');
    expect(world.asked).toHaveLength(2);
  });

  test('never beyond the expiry of the token', async () => {
    const world = create({ outage: { policy: 'stale', forMs: 3_600_000 } });
    world.answer = () => active(NOON + 10);
    await world.status('t');
    world.nowMs += 15_000;
    world.answer = () => SILENCE;
    expect(await world.status('t')).toMatchObject({ outcome: 'unavailable' });
  });

  test('that a token is not active, for so long', async () => {
    const world = create();
    world.answer = () => INACTIVE;
    expect(await world.status('t')).toEqual({ outcome: 'inactive' });
    world.nowMs += 9999;
    expect(world.status('t')).toEqual({ outcome: 'inactive' });
    world.nowMs += 1;
    world.answer = () => active();
    expect(await world.status('t')).toMatchObject({ outcome: 'active' });
  });

  test('not at all where that was chosen', async () => {
    const world = create({ keepActiveMs: 0 });
    await world.status('t');
    await world.status('t');
    expect(world.asked).toHaveLength(2);
  });

  test('10,000 of each kind, and bad ones push out no good one', async () => {
    const world = create({ concurrency: 1000 });
    await world.status('good');
    world.answer = () => INACTIVE;
    for (let round = 0; round < 12; round++) {
      await Promise.all(Array.from({ length: 1000 }, async (_, index) => world.status(`bad ${round} ${index}`)));
    }
    expect(world.status('good')).toMatchObject({ outcome: 'active' });
    expect(world.status('bad 0 0')).toBeInstanceOf(Promise);
  });
});

test('however many ask about one token at once, the provider is asked once', async () => {
  const world = create();
  const results = await Promise.all(Array.from({ length: 50 }, async () => world.status('t')));
  expect(results.every(({ outcome }) => outcome === 'active')).toBe(true);
  expect(world.asked).toHaveLength(1);
});

test('so many questions are under way, as many wait, and the rest is turned away', async () => {
  const world = create({ concurrency: 2 });
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.answer = () => gate.then(() => active());
  const started = Array.from({ length: 6 }, (_, index) => world.status(`t${index}`));
  expect(world.asked).toHaveLength(2);
  release();
  const outcomes = await Promise.all(started.map(async (status) => (await status).outcome));
  expect(outcomes).toEqual(['active', 'active', 'active', 'active', 'unavailable', 'unavailable']);
});

describe('while the provider does not answer', () => {
  test('nobody is let in by the policy `closed` but those whose answer still counts', async () => {
    const world = create();
    await world.status('known');
    world.answer = () => SILENCE;
    expect(await world.status('new')).toEqual({ outcome: 'unavailable', reason: 'no answer' });
    expect(world.status('known')).toMatchObject({ outcome: 'active' });
    world.nowMs += 30_000;
    expect(await world.status('known')).toMatchObject({ outcome: 'unavailable' });
  });

  test('those who were let in before are by the policy `stale`, for so long', async () => {
    const world = create({ outage: { policy: 'stale', forMs: 60_000 } });
    await world.status('known');
    world.answer = () => SILENCE;
    world.nowMs += 89_999;
    expect(await world.status('known')).toMatchObject({ outcome: 'active' });
    expect(await world.status('new')).toMatchObject({ outcome: 'unavailable' });
    world.nowMs += 1;
    expect(await world.status('known')).toMatchObject({ outcome: 'unavailable' });
  });

  test('a token that was called inactive since is not let in, whatever was said before', async () => {
    const world = create({ outage: { policy: 'stale', forMs: 60_000 }, keepInactiveMs: 1000 });
    await world.status('t');
    world.nowMs += 30_000;
    world.answer = () => INACTIVE;
    expect(await world.status('t')).toEqual({ outcome: 'inactive' });
    world.nowMs += 1000;
    world.answer = () => SILENCE;
    expect(await world.status('t')).toMatchObject({ outcome: 'unavailable' });
  });

  test('it is asked once a second, and by one request at a time: the others do not wait', async () => {
    const world = create();
    world.answer = () => SILENCE;
    await world.status('a');
    expect(world.status('b')).toMatchObject({ outcome: 'unavailable' });
    world.nowMs += 1000;
    const probe = world.status('c');
    expect(probe).toBeInstanceOf(Promise);
    expect(world.status('d')).toMatchObject({ outcome: 'unavailable' });
    await probe;
    expect(world.asked).toEqual(['a', 'c']);
  });

  test('everybody is judged again once it answers', async () => {
    const world = create();
    world.answer = () => SILENCE;
    await world.status('a');
    world.nowMs += 1000;
    world.answer = () => active();
    expect(await world.status('a')).toMatchObject({ outcome: 'active' });
    expect(await Promise.all([world.status('b'), world.status('c')])).toMatchObject([{ outcome: 'active' }, { outcome: 'active' }]);
  });
});

test('a token that makes the provider fail keeps out nobody else', async () => {
  const world = create();
  world.answer = () => FAILURE;
  expect(await world.status('poison')).toEqual({ outcome: 'unavailable', reason: 'status 500' });
  world.answer = () => active();
  expect(await world.status('good')).toMatchObject({ outcome: 'active' });
});
