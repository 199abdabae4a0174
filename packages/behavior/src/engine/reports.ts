import { randomUUID } from 'node:crypto';

import { type Detection, detectionSchema, type Evidence, subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { boundedName } from '../call/bounded-name.ts';
import { savedName } from '../saved/saved-name.ts';
import type { Sighting } from './sighting.ts';

const MOST_OPEN = 10_000;
/** A pause so long ends a stretch: what comes later is another detection. */
const PAUSE_MS = 30 * 60 * 1000;
/** A detection that goes on is told again no more often, unless it has doubled. */
const TOLD_EVERY_MS = 60_000;
const MOST_EXCHANGES = 20;
const MOST_SUBJECTS = 20;
const MOST_EVIDENCE = 10;
const LONGEST_TEXT = 300;
/** No detection is about more exchanges. */
const MOST_COUNTED = 1e9;

const STRETCHES_IN_PART = 2000;
const savedStretches = z
  .array(
    z.strictObject({
      key: savedName,
      detection: detectionSchema,
      exchanges: z.array(savedName).max(MOST_EXCHANGES),
      toldAtMs: z.number(),
      toldCount: z.number(),
    }),
  )
  .max(STRETCHES_IN_PART);

/** The stretch of time in which one indicator keeps pointing at one subject. */
interface Stretch {
  detection: Detection;
  readonly exchanges: string[];
  toldAtMs: number;
  toldCount: number;
}

/** Makes detections of sightings: those of one indicator, subject and operation become one as long as they go on. */
export class Reports {
  readonly #open = new LRUCache<string, Stretch>({ max: MOST_OPEN });

  /** The detection as it is now, where it is worth telling. */
  report(sighting: Sighting, about: { readonly risk: number; readonly confidence: number }): Detection | undefined {
    const { indicator, signal, timeMs } = sighting;
    const key = `${indicator.id} ${signal.api} ${signal.operation} ${subjectKey(sighting.subject)}`;
    const open = this.#open.get(key);
    if (open === undefined || timeMs - Date.parse(open.detection.last) > PAUSE_MS) {
      const detection = begun(sighting, about);
      this.#open.set(key, { detection, exchanges: [...detection.exchanges], toldAtMs: timeMs, toldCount: detection.count });
      return detection;
    }
    this.#extend(open, sighting, about);
    if (timeMs - open.toldAtMs < TOLD_EVERY_MS && open.detection.count < 2 * open.toldCount) return undefined;
    open.toldAtMs = timeMs;
    open.toldCount = open.detection.count;
    return open.detection;
  }

  /** Those that may go on still, some at a time. */
  *save(nowMs: number): Generator<z.infer<typeof savedStretches>> {
    const open = [...this.#open].reverse().filter(([, { detection }]) => nowMs - Date.parse(detection.last) <= PAUSE_MS);
    for (let from = 0; from < open.length; from += STRETCHES_IN_PART) {
      yield open
        .slice(from, from + STRETCHES_IN_PART)
        .map(([key, { exchanges, ...stretch }]) => ({ key, exchanges: [...exchanges], ...stretch }));
    }
  }

  /** Takes those that it does not have. */
  merge(saved: unknown): void {
    for (const { key, ...stretch } of savedStretches.parse(saved)) if (!this.#open.has(key)) this.#open.set(key, stretch);
  }

  #extend(open: Stretch, sighting: Sighting, { risk, confidence }: { readonly risk: number; readonly confidence: number }): void {
    const { signal, exchange } = sighting;
    if (exchange !== undefined && open.exchanges.at(-1) !== exchange) {
      open.exchanges.push(exchange);
      if (open.exchanges.length > MOST_EXCHANGES) open.exchanges.shift();
    }
    const { detection } = open;
    open.detection = {
      ...detection,
      last: new Date(Math.max(Date.parse(detection.last), sighting.timeMs)).toISOString(),
      risk: Math.max(detection.risk, risk),
      confidence: Math.max(detection.confidence, confidence),
      evidence:
        signal.evidence.length > 0 && sighting.surprise >= (detection.evidence[0]?.surprise ?? 0)
          ? evidenceOf(sighting)
          : detection.evidence,
      exchanges: [...open.exchanges],
      count: Math.min(Math.max(detection.count + 1, signal.count ?? 1), MOST_COUNTED),
      succeeded: detection.succeeded || sighting.succeeded,
    };
  }
}

function begun(sighting: Sighting, { risk, confidence }: { readonly risk: number; readonly confidence: number }): Detection {
  const { indicator, signal, subject, alsoKnownAs, timeMs, exchange } = sighting;
  const time = new Date(timeMs).toISOString();
  return {
    id: randomUUID(),
    time,
    first: new Date(signal.firstMs ?? timeMs).toISOString(),
    last: time,
    indicator: indicator.id,
    severity: indicator.severity,
    confidence,
    risk,
    // Of no API that anybody knew: what is done about it is not done at one API.
    api: signal.api === '' ? null : signal.api,
    operation: signal.operation,
    subject,
    alsoKnownAs: alsoKnownAs.filter((other) => subjectKey(other) !== subjectKey(subject)).slice(0, MOST_SUBJECTS),
    evidence: evidenceOf(sighting),
    exchanges: exchange === undefined ? [] : [exchange],
    count: Math.min(signal.count ?? 1, MOST_COUNTED),
    succeeded: sighting.succeeded,
  };
}

function evidenceOf({ signal, indicator, surprise }: Sighting): Detection['evidence'] {
  if (signal.evidence.length > 0) return signal.evidence.slice(0, MOST_EVIDENCE).map(bounded);
  return [{ variable: indicator.title, learned: 'not seen before', seen: 'seen', surprise, since: null, observations: 0 }];
}

/** Evidence as a detection may have it: what callers send may stand in any of it. */
function bounded(evidence: Evidence): Evidence {
  const { variable, learned, seen } = evidence;
  if (variable.length <= LONGEST_TEXT && learned.length <= LONGEST_TEXT && seen.length <= LONGEST_TEXT) return evidence;
  return {
    ...evidence,
    variable: boundedName(variable, LONGEST_TEXT),
    learned: boundedName(learned, LONGEST_TEXT),
    seen: boundedName(seen, LONGEST_TEXT),
  };
}
