import type { Observation, ObservedMessage } from '../../observe/observation.ts';
import { isForm, isJson, parseMediaType } from '../../validate/body/media-type.ts';
import { parseCookies } from '../../validate/parameters/cookies.ts';
import { formDecode } from '../../validate/parameters/decode.ts';
import { LIMITS } from '../limits.ts';
import { ParameterSketch } from '../sketch/parameter-sketch.ts';
import type { Spending } from '../sketch/spending.ts';
import { ValueSketch } from '../sketch/value-sketch.ts';
import type { BodyRecord } from './body-record.ts';
import { answerOf, bodyOf, type EndpointRecord, parameterIn } from './endpoint-record.ts';
import { isParameterHeader } from './usual-headers.ts';

/** Places for JSON values that may still be made, over all endpoints. */
export interface Places {
  left: number;
}

/** Notes who called, when, and what was answered: of every call of the endpoint. */
export function learnCall(record: EndpointRecord, observation: Observation, places: Places): void {
  record.calls++;
  const { timeMs, caller, status, response } = observation;
  if (timeMs < record.firstMs) record.firstMs = timeMs;
  if (timeMs > record.lastMs) record.lastMs = timeMs;
  if (caller !== null) record.callers.observe(caller);
  if (status === null) return;
  const answer = answerOf(record, status);
  if (answer === undefined) return;
  answer.calls++;
  learnBody(record, answer.bodies, response, places);
}

/** Notes what was sent: of calls that the API accepted only. */
export function learnRequest(record: EndpointRecord, observation: Observation, places: Places): void {
  record.accepted++;
  if (observation.query !== '') learnQuery(record, observation.query);
  const { headers } = observation.request;
  if (headers !== undefined) learnHeaders(record, headers);
  learnCredentials(record, observation.credentials);
  const { request } = observation;
  if (request.body !== undefined ? request.body !== '' : (request.bytes ?? 0) > 0) record.withBody++;
  else if (request.bytes === 0 || request.body === '' || headers !== undefined) record.withoutBody++;
  learnBody(record, record.requests, request, places);
}

const MOST_PAIRS = 1000;

function learnQuery(record: EndpointRecord, query: string): void {
  const met: string[] = [];
  let pairs = 0;
  for (let start = 0; start < query.length && pairs < MOST_PAIRS; pairs++) {
    const separator = query.indexOf('&', start);
    const end = separator === -1 ? query.length : separator;
    const equals = query.indexOf('=', start);
    const nameEnd = equals === -1 || equals > end ? end : equals;
    const raw = query.slice(start, nameEnd);
    const value = nameEnd === end ? '' : query.slice(nameEnd + 1, end);
    const isEmpty = end === start;
    start = end + 1;
    const name = isEmpty ? undefined : formDecode(raw);
    if (name === undefined || name === '' || name === '__proto__') continue;
    const sketch = parameterIn(record, 'query', name);
    if (sketch === undefined) continue;
    const isFirst = !met.includes(name);
    met.push(name);
    if (!isFirst) sketch.repeated++;
    sketch.observe(value, isFirst);
  }
}

function learnHeaders(record: EndpointRecord, headers: NonNullable<ObservedMessage['headers']>): void {
  record.headersKnown++;
  for (const [name, value] of headers) {
    if (name === 'cookie') learnCookies(record, value);
    else if (isParameterHeader(name)) parameterIn(record, 'headers', name)?.observe(encodeURIComponent(value.toWellFormed()), true);
  }
}

function learnCookies(record: EndpointRecord, value: string): void {
  if (value.length > LIMITS.pathCharacters) return;
  const cookies = parseCookies(value);
  if ('message' in cookies) return;
  const met = new Set<string>();
  for (const { name, raw } of cookies) {
    if (met.has(name)) continue;
    met.add(name);
    parameterIn(record, 'cookies', name)?.observe(raw, true);
  }
}

function learnCredentials(record: EndpointRecord, credentials: Observation['credentials']): void {
  if (credentials === undefined) return;
  record.credentialsKnown++;
  const key = credentials.length === 0 ? '' : credentials.length === 1 ? (credentials[0] ?? '') : credentials.toSorted().join(' + ');
  const known = record.credentials.get(key);
  if (known !== undefined || record.credentials.size < LIMITS.mediaTypes) record.credentials.set(key, (known ?? 0) + 1);
  else record.capped.add('credentials');
}

function learnBody(record: EndpointRecord, bodies: Map<string, BodyRecord>, message: ObservedMessage, places: Places): void {
  const { body: text, headers } = message;
  const written = headers?.find(([name]) => name === 'content-type')?.[1];
  if (written === undefined && (text === undefined || text === '')) return;
  if (text === '' || (text === undefined && message.bytes === 0)) return;
  const media = written === undefined ? undefined : parseMediaType(written);
  const name = media === undefined ? '' : `${media.type}/${media.subtype}`;
  const body = bodyOf(bodies, name);
  if (body === undefined) {
    record.capped.add('media types');
    return;
  }
  body.count++;
  if (text === undefined || !body.isDue()) return;
  if (media === undefined || isJson(media)) learnJson(record, body, text, places);
  else if (isForm(media)) learnForm(record, body, text);
}

function learnJson(record: EndpointRecord, body: BodyRecord, text: string, places: Places): void {
  const value = text.length > LIMITS.bodyCharacters ? undefined : jsonIn(text);
  if (value === undefined) {
    body.unread++;
    return;
  }
  body.json ??= new ValueSketch();
  const spending: Spending = { values: LIMITS.valuesOfBody, places, changed: false, cut: false };
  body.json.observe(value as never, spending);
  body.sample(spending.changed);
  if (spending.cut) record.capped.add('bodies');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function learnForm(record: EndpointRecord, body: BodyRecord, text: string): void {
  if (text.length > LIMITS.bodyCharacters) {
    body.unread++;
    return;
  }
  body.form ??= new Map();
  const met = new Set<string>();
  let changed = false;
  for (const pair of text.split('&', MOST_PAIRS)) {
    const equals = pair.indexOf('=');
    const name = formDecode(equals === -1 ? pair : pair.slice(0, equals));
    if (name === undefined || name === '' || name === '__proto__') continue;
    let sketch = body.form.get(name);
    if (sketch === undefined) {
      if (body.form.size >= LIMITS.parameters || name.length > LIMITS.nameCharacters) {
        record.capped.add('bodies');
        continue;
      }
      sketch = new ParameterSketch(name);
      body.form.set(name, sketch);
      changed = true;
    }
    if (met.has(name)) sketch.repeated++;
    if (sketch.observe(equals === -1 ? '' : pair.slice(equals + 1), !met.has(name))) changed = true;
    met.add(name);
  }
  body.sample(changed);
}
