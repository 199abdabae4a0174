import type { Exchange, Feedback, Incident, Judgement, Subject } from '@airside/domain';

import type { Call } from '../call/call.ts';
import type { CallReader } from '../call/call-reader.ts';
import { createEngine } from '../engine/create-engine.ts';
import { DEFAULT_OPTIONS } from '../engine/learning.ts';
import type { Detector, Indicator, Signal } from '../indicators/indicator.ts';
import { exchangeOf } from './exchange.ts';

export const START_MS = Date.UTC(2026, 0, 1);
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** An exchange whose query says what indicators think of it: `a=3&b=2`. */
export function exchange(minute: number, user: string, query = '', api = 'shop'): Exchange {
  return exchangeOf({
    id: `${user}-${minute}`,
    time: new Date(START_MS + minute * MINUTE_MS).toISOString(),
    api,
    query,
    claimed: user,
  });
}

const reader: CallReader = {
  read: callOf,
  look: callOf,
  learn: () => undefined,
  save: () => null,
  merge: () => undefined,
};

function callOf(of: Exchange, timeMs = Date.parse(of.time)): Call {
  const subject: Subject = { kind: 'user', id: of.claimed ?? '' };
  return {
    exchange: of,
    timeMs,
    api: of.api ?? '',
    operation: 'GET /orders',
    outcome: 'success',
    caller: `user:${of.claimed}`,
    subjects: [subject],
    parameters: [],
    isWhole: true,
    objects: [],
    login: undefined,
    answer: undefined,
  };
}

/** An indicator that thinks what the query says under its id. */
export function indicator(id: string, more: Partial<Detector> & { readonly certain?: true } = {}): Indicator {
  const judge = ({ exchange: { query, id: seen }, subjects: [subject], api }: Call): Signal | undefined => {
    const surprise = Number(new URLSearchParams(query).get(id)?.replace('!', '') ?? 0);
    if (surprise === 0 || subject === undefined) return undefined;
    const evidence = [
      { variable: id, learned: 'nothing', seen: query.endsWith('!') ? 'the same' : seen, surprise, since: null, observations: 0 },
    ];
    return { subject, surprise, evidence, operation: 'GET /orders', api, independent: true, ...(more.certain && { certain: true }) };
  };
  return {
    id,
    title: `Title of ${id}`,
    what: '',
    how: '',
    attack: '',
    otherwise: '',
    remedy: '',
    owasp: [],
    cwe: [],
    mitre: [],
    severity: 'high',
    create: () => ({ judge, ...more }),
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

export function engine({ key = 1, indicators = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => indicator(id)), trainingMs = 0 } = {}) {
  const errors: unknown[] = [];
  const made = createEngine({
    learning: { isTraining: false, hash: (text) => hashOf(text) * key, options: { ...DEFAULT_OPTIONS, trainingMs } },
    reader,
    indicators,
    onError: (error) => errors.push(error),
  });
  return { engine: made, errors };
}

let said = 0;

/** What a person says of an incident as a whole; each time later. */
export function verdictOn(
  { id, indicators, apis, subjects }: Incident,
  feedback: Feedback | null,
  more: Partial<Judgement> = {},
): Judgement {
  const names = subjects.map(({ detections: _, ...subject }) => subject);
  return {
    of: id,
    feedback,
    note: null,
    by: 'person:ada',
    time: new Date(START_MS + ++said).toISOString(),
    about: indicators.flatMap(({ id: indicator }) =>
      (apis.length === 0 ? [null] : apis).map((api) => ({ indicator, api, subjects: names })),
    ),
    ...more,
  };
}
