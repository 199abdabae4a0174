import type { Exchange } from '@airside/domain';
import { simulate } from '@airside/example-traffic';

import { newEngine } from './engine.ts';
import type { Measurement } from './measurement.ts';

const BATCH = 100;
const GOAL_INCIDENTS = 20;
const MINUTE_MS = 60_000;

export const storm: Measurement = {
  name: 'storm',
  about: 'ten thousand addresses attack within a minute: how many detections, and how many incidents they are for people',
  run({ quick }, print) {
    const [days, users, attackers] = quick ? [3, 60, 300] : [4, 500, 10_000];
    const exchanges = Array.from(simulate({ days, users, seed: 12, quietDays: days, campaigns: [] }), ({ exchange }) => exchange);
    const engine = newEngine();
    for (let index = 0; index < exchanges.length; index += BATCH) engine.observe(exchanges.slice(index, index + BATCH));
    const failed = exchanges.find(({ operation, status }) => operation === 'createSession' && status === 401);
    const last = exchanges.at(-1);
    if (failed === undefined || last === undefined) throw new Error('expected a failed login in the traffic, found none');
    const startMs = Date.parse(last.time) + MINUTE_MS;
    const requests = attackers * 12;
    const incidents = new Map<string, number>();
    let detections = 0;
    const startedMs = performance.now();
    for (let index = 0; index < requests; index += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, offset) =>
        guess(failed, index + offset, attackers, startMs + ((index + offset) / requests) * MINUTE_MS),
      );
      const happened = engine.observe(batch);
      detections += happened.detections.length;
      for (const { id, subjectCount } of happened.incidents) incidents.set(id, subjectCount);
    }
    const happened = engine.tick(startMs + 2 * MINUTE_MS);
    detections += happened.detections.length;
    for (const { id, subjectCount } of happened.incidents) incidents.set(id, subjectCount);
    const seconds = (performance.now() - startedMs) / 1000;
    print(
      `  ${requests} requests of ${attackers} addresses: ${detections} detections in ${incidents.size} incidents, taken in ${seconds.toFixed(1)} s`,
    );
    return {
      goals: [
        {
          goal: `found, and at most ${GOAL_INCIDENTS} incidents for people to read`,
          measured: `${incidents.size}`,
          met: incidents.size > 0 && incidents.size <= GOAL_INCIDENTS,
        },
      ],
      data: { requests, attackers, detections, incidents: incidents.size, seconds },
    };
  },
};

/** The n-th guess of the storm: each address tries user names of its own. */
function guess(failed: Exchange, index: number, attackers: number, timeMs: number): Exchange {
  const attacker = index % attackers;
  return {
    ...failed,
    id: `storm-${index}`,
    time: new Date(timeMs).toISOString(),
    client: { ...failed.client, address: `${241 + (attacker >> 16)}.${(attacker >> 8) & 255}.77.${attacker & 255}` },
    request: { headers: failed.request?.headers ?? [], body: JSON.stringify({ username: `user${index}`, password: '***' }) },
  };
}
