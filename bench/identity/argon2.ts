import { createHook } from 'node:async_hooks';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

import { createBasicAuthenticator, createDirectory, hashPassword, verifyPassword } from '@airside/identity';

import { median } from '../harness/statistics.ts';
import { requestWith } from './request.ts';

/** What a flood of wrong passwords does to a process. Times in milliseconds. */
export interface Argon2Result {
  /** One verification, alone. */
  readonly oneMs: number;
  /** Requests that came at once, and what became of them. */
  readonly flood: { readonly requests: number; readonly checked: number; readonly turnedAway: number; readonly durationMs: number };
  /** Verifications that were handed to the platform at the same time, at most. */
  readonly mostAtOnce: number;
  /** How late the event loop was, at most and in 99 of 100 looks: idle, and during the flood. */
  readonly loopDelayMs: { readonly idleMax: number; readonly idleP99: number; readonly floodMax: number; readonly floodP99: number };
}

const FLOOD = 100;
const LOOK_MS = 1;

/** Measures it in this process. */
export async function measureArgon2(): Promise<Argon2Result> {
  const passwordHash = await hashPassword('a password of the bench');
  const single: number[] = [];
  for (let count = 0; count < 5; count++) {
    const startedAt = performance.now();
    await verifyPassword('a wrong password', passwordHash);
    single.push(performance.now() - startedAt);
  }
  const oneMs = median(single);
  const idle = await watchLoop(() => delay(500));
  let result = { checked: 0, turnedAway: 0, mostAtOnce: 0, durationMs: 0 };
  const flooded = await watchLoop(async () => {
    result = await flood(passwordHash);
  });
  const { checked, turnedAway, durationMs, mostAtOnce } = result;
  return {
    oneMs,
    flood: { requests: FLOOD, checked, turnedAway, durationMs },
    mostAtOnce,
    loopDelayMs: { idleMax: idle.max, idleP99: idle.p99, floodMax: flooded.max, floodP99: flooded.p99 },
  };
}

async function flood(passwordHash: string) {
  const directory = createDirectory({
    consumer: [{ id: 'acme', source: 'file', scopes: [], roles: [], groups: [], suspended: false }],
    login: [{ source: 'file', username: 'anna', consumer: 'acme', passwordHash }],
  });
  const authenticator = createBasicAuthenticator({ realm: 'bench', directory });
  const running = new Set<number>();
  let mostAtOnce = 0;
  // Each verification is a job of the platform's, from when it is handed over to when its callback begins.
  const hook = createHook({
    init: (id, type) => {
      if (type === 'ARGON2REQUEST') mostAtOnce = Math.max(mostAtOnce, running.add(id).size);
    },
    before: (id) => void running.delete(id),
  });
  hook.enable();
  const startedAt = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: FLOOD }, (_, index) => {
      const guess = Buffer.from(`anna:guess ${index}`).toString('base64');
      return Promise.resolve(authenticator.authenticate(requestWith({ Authorization: `Basic ${guess}` })));
    }),
  );
  hook.disable();
  const turnedAway = outcomes.filter(({ outcome }) => outcome === 'unavailable').length;
  return { checked: FLOOD - turnedAway, turnedAway, mostAtOnce, durationMs: performance.now() - startedAt };
}

async function watchLoop(work: () => Promise<void>): Promise<{ readonly max: number; readonly p99: number }> {
  const histogram = monitorEventLoopDelay({ resolution: LOOK_MS });
  histogram.enable();
  await work();
  histogram.disable();
  // Its looks are a resolution apart: only what is beyond that is delay.
  return { max: Math.max(0, histogram.max / 1e6 - LOOK_MS), p99: Math.max(0, histogram.percentile(99) / 1e6 - LOOK_MS) };
}
