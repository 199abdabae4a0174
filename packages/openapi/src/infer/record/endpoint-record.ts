import { LIMITS } from '../limits.ts';
import { ParameterSketch } from '../sketch/parameter-sketch.ts';
import type { Places } from '../sketch/spending.ts';
import { BodyRecord } from './body-record.ts';
import { Callers } from './callers.ts';

/** What was seen of the answers with one status. */
export interface AnswerRecord {
  calls: number;
  /** By media type; `` for bodies whose type the record does not tell. */
  readonly bodies: Map<string, BodyRecord>;
}

/** All that is kept of one method of one template. Its size is bounded, whatever the traffic. */
export class EndpointRecord {
  calls = 0;
  /** Calls that the API answered with success or a redirection: what these sent is what the API accepts. */
  accepted = 0;
  refused = 0;
  /** Accepted calls by credential; '' for those without. */
  readonly credentials = new Map<string, number>();
  /** Accepted calls whose record tells which credentials were shown. */
  credentialsKnown = 0;
  headersKnown = 0;
  readonly query = new Map<string, ParameterSketch>();
  readonly headers = new Map<string, ParameterSketch>();
  readonly cookies = new Map<string, ParameterSketch>();
  readonly requests = new Map<string, BodyRecord>();
  /** Accepted calls that are known to have had a body. */
  withBody = 0;
  readonly answers = new Map<number, AnswerRecord>();
  readonly callers = new Callers();
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = Number.NEGATIVE_INFINITY;
  /** Names of what was not kept in full, as a bound was reached. */
  readonly capped = new Set<string>();

  merge(other: EndpointRecord): void {
    this.calls += other.calls;
    this.accepted += other.accepted;
    this.refused += other.refused;
    this.credentialsKnown += other.credentialsKnown;
    this.headersKnown += other.headersKnown;
    this.withBody += other.withBody;
    this.firstMs = Math.min(this.firstMs, other.firstMs);
    this.lastMs = Math.max(this.lastMs, other.lastMs);
    for (const name of other.capped) this.capped.add(name);
    for (const [name, calls] of other.credentials) this.credentials.set(name, (this.credentials.get(name) ?? 0) + calls);
    for (const place of ['query', 'headers', 'cookies'] as const)
      for (const [name, sketch] of other[place]) parameterIn(this, place, name, { left: 1 })?.merge(sketch);
    mergeBodies(this.requests, other.requests);
    for (const [status, answer] of other.answers) {
      const mine = answerOf(this, status);
      if (mine === undefined) continue;
      mine.calls += answer.calls;
      mergeBodies(mine.bodies, answer.bodies);
    }
    this.callers.merge(other.callers);
  }
}

/** The sketch of a parameter, made where there is none yet; undefined where there are too many. */
export function parameterIn(
  record: EndpointRecord,
  place: 'query' | 'headers' | 'cookies',
  name: string,
  places: Places,
): ParameterSketch | undefined {
  const known = record[place].get(name);
  if (known !== undefined) return known;
  if (record[place].size >= LIMITS.parameters || name.length > LIMITS.nameCharacters || places.left === 0) {
    record.capped.add(place);
    return undefined;
  }
  places.left--;
  const sketch = new ParameterSketch(name);
  record[place].set(name, sketch);
  return sketch;
}

export function answerOf(record: EndpointRecord, status: number): AnswerRecord | undefined {
  const known = record.answers.get(status);
  if (known !== undefined) return known;
  if (record.answers.size >= LIMITS.statuses) {
    record.capped.add('statuses');
    return undefined;
  }
  const answer = { calls: 0, bodies: new Map<string, BodyRecord>() };
  record.answers.set(status, answer);
  return answer;
}

/** What is kept of bodies of one media type; undefined where there are too many types. */
export function bodyOf(bodies: Map<string, BodyRecord>, mediaType: string): BodyRecord | undefined {
  const known = bodies.get(mediaType);
  if (known !== undefined || bodies.size >= LIMITS.mediaTypes) return known;
  const body = new BodyRecord();
  bodies.set(mediaType, body);
  return body;
}

function mergeBodies(mine: Map<string, BodyRecord>, others: ReadonlyMap<string, BodyRecord>): void {
  for (const [mediaType, body] of others) bodyOf(mine, mediaType)?.merge(body);
}
