import type { Observation, ObservedMessage } from '../../observe/observation.ts';
import { parseCookies } from '../../validate/parameters/cookies.ts';
import { formDecode } from '../../validate/parameters/decode.ts';
import { LIMITS } from '../limits.ts';
import type { Places } from '../sketch/spending.ts';
import { answerOf, type EndpointRecord, parameterIn } from './endpoint-record.ts';
import { learnBody } from './learn-body.ts';
import { proves } from './proof.ts';
import { isParameterHeader } from './usual-headers.ts';

/** Notes who called, when, and what was answered: of every call of the endpoint. */
export function learnCall(record: EndpointRecord, observation: Observation, places: Places): void {
  record.calls++;
  const { timeMs, caller, status, response } = observation;
  if (timeMs < record.firstMs) record.firstMs = timeMs;
  if (timeMs > record.lastMs) record.lastMs = timeMs;
  if (status === null) return;
  // Who was turned away before the endpoint was reached is none of its callers.
  if (caller !== null && proves(status)) record.callers.observe(caller);
  const answer = answerOf(record, status);
  if (answer === undefined) return;
  answer.calls++;
  learnBody(record, answer.bodies, response, places);
}

/** Notes what was sent: of calls that the API accepted only. */
export function learnRequest(record: EndpointRecord, observation: Observation, places: Places): void {
  record.accepted++;
  if (observation.query !== '') learnQuery(record, observation.query, places);
  const { headers } = observation.request;
  if (headers !== undefined) learnHeaders(record, headers, places);
  learnCredentials(record, observation.credentials);
  const { request } = observation;
  if (request.body === undefined ? (request.bytes ?? 0) > 0 : request.body !== '') record.withBody++;
  learnBody(record, record.requests, request, places);
}

const MOST_PAIRS = 1000;

function learnQuery(record: EndpointRecord, query: string, places: Places): void {
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
    const sketch = parameterIn(record, 'query', name, places);
    if (sketch === undefined) continue;
    const isFirst = !met.includes(name);
    met.push(name);
    if (!isFirst) sketch.repeated++;
    sketch.observe(value, isFirst);
  }
}

function learnHeaders(record: EndpointRecord, headers: NonNullable<ObservedMessage['headers']>, places: Places): void {
  record.headersKnown++;
  for (const [name, value] of headers) {
    if (name === 'cookie') learnCookies(record, value, places);
    else if (isParameterHeader(name)) parameterIn(record, 'headers', name, places)?.observe(encodeURIComponent(value.toWellFormed()), true);
  }
}

function learnCookies(record: EndpointRecord, value: string, places: Places): void {
  if (value.length > LIMITS.pathCharacters) return;
  const cookies = parseCookies(value);
  if ('message' in cookies) return;
  const met = new Set<string>();
  for (const { name, raw } of cookies) {
    if (met.has(name)) continue;
    met.add(name);
    parameterIn(record, 'cookies', name, places)?.observe(raw, true);
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
