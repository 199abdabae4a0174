import { writeFileSync } from 'node:fs';

import { type BehaviorEngine, type Happening, unpackState } from '@airside/behavior';
import type { Detection, Exchange, Incident, Judgement } from '@airside/domain';

import type { MakeEngine } from '../engine-process.ts';

/**
 * An engine with one indicator, which needs no training: more than so many requests of one address that were turned away. It fails at status 500, takes all memory at 507, and at
 * 508 never comes back, once it has written its process to the file that the path names.
 */
const MOST_REFUSED = 5;

export const makeEngine: MakeEngine = () => new SmallEngine();

class SmallEngine implements BehaviorEngine {
  readonly #refused = new Map<string, number>();
  readonly #incidents = new Map<string, Incident>();
  /** When what was said last of incidents and detections, by their ids. */
  readonly #judged = new Map<string, string>();
  readonly #expected = new Set<string>();

  observe(exchanges: readonly Exchange[]): Happening {
    const detections = exchanges.flatMap((exchange) => this.#judge(exchange));
    const incidents = detections.map((detection) => this.#open(detection));
    return { detections, incidents };
  }

  assess(): never {
    throw new Error('is not asked here');
  }

  tick(): Happening {
    return { detections: [], incidents: [] };
  }

  judge(verdicts: readonly Judgement[]): Happening {
    const incidents: Incident[] = [];
    for (const { of, time, feedback, note, about } of verdicts) {
      if (this.#judged.get(of) === time) continue;
      this.#judged.set(of, time);
      for (const { id } of about.flatMap(({ subjects }) => subjects)) {
        if (feedback === null || feedback === 'true') this.#expected.delete(id);
        else this.#expected.add(id);
      }
      const incident = this.#incidents.get(of);
      if (incident === undefined || feedback === null) continue;
      this.#incidents.delete(of);
      incidents.push({ ...incident, state: 'closed', closed: incident.last, feedback, note });
    }
    return { detections: [], incidents };
  }

  openIncidents(): readonly string[] {
    return [...this.#incidents.keys()];
  }

  training() {
    const observations = [...this.#refused.values()].reduce((sum, count) => sum + count, 0);
    return [{ api: 'orders', operation: 'GET /', observations, sinceMs: 0, confidence: 1, state: 'watching' as const, week: [] }];
  }

  profiles(): [] {
    return [];
  }

  save(): never {
    throw new Error('is saved in sections');
  }

  sections() {
    return [{ name: 'refused', value: [...this.#refused] }];
  }

  merge(saved: Uint8Array): readonly string[] {
    const sections = [...unpackState(saved)];
    if (sections.some(({ name }) => name === 'deadly')) process.exit(1);
    for (const { value } of sections) for (const [address, count] of value as [string, number][]) this.#refused.set(address, count);
    return [];
  }

  #judge({ client: { address }, status, time, id, api, path }: Exchange): Detection[] {
    if (status === 500) throw new Error('an engine that fails');
    if (status === 508) {
      writeFileSync(path, String(process.pid));
      for (;;);
    }
    if (status === 507) for (const heap: object[] = []; ; ) heap.push({});
    if (status < 400) return [];
    const count = (this.#refused.get(address) ?? 0) + 1;
    this.#refused.set(address, count);
    if (count <= MOST_REFUSED || this.#expected.has(address)) return [];
    return [
      {
        id: `d-${address}`,
        time,
        first: time,
        last: time,
        indicator: 'refused',
        severity: 'high',
        confidence: 1,
        risk: 95,
        api,
        operation: null,
        subject: { kind: 'address', id: address },
        alsoKnownAs: [],
        evidence: [
          {
            variable: 'refused requests',
            learned: `at most ${MOST_REFUSED}`,
            seen: String(count),
            surprise: 9,
            since: null,
            observations: 0,
          },
        ],
        exchanges: [id],
        count,
        succeeded: false,
      },
    ];
  }

  #open({ id, time, last, indicator, severity, risk, api, subject, count }: Detection): Incident {
    const incident: Incident = {
      id: `i-${id}`,
      state: 'open',
      title: 'Refused requests',
      severity,
      risk,
      opened: time,
      first: time,
      last,
      closed: null,
      indicators: [{ id: indicator, detections: 1 }],
      apis: api === null ? [] : [api],
      operations: [],
      subjects: [{ ...subject, detections: 1 }],
      subjectCount: 1,
      detections: 1,
      requests: count,
      succeeded: false,
      feedback: null,
      note: null,
    };
    this.#incidents.set(incident.id, incident);
    return incident;
  }
}
