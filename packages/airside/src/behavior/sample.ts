import { type Exchange, exchangeSchema, type RecordedMessage } from '@airside/domain';
import { z } from 'zod';

import { blankExchange } from './blank-exchange.ts';
import { sessionHash, strictMembers } from './loose-members.ts';
import { exchangeOfRaw } from './raw-exchange.ts';
import { isAttackLabel } from './sample-label.ts';

/** One labelled exchange. */
export interface Sample {
  readonly exchange: Exchange;
  readonly isAttack: boolean;
  /** False where nothing says what it is: it is taken for benign. */
  readonly isLabelled: boolean;
  readonly category: string;
  readonly session: string | undefined;
  /** Only the request is known: not who called. */
  readonly isAlone: boolean;
  /** The line tells when it was; else that is made up. */
  readonly isTimed: boolean;
  /** Members that mean nothing here. */
  readonly passedOver: readonly string[];
}

const text = z.union([z.string(), z.number(), z.boolean(), z.null()]).optional();
const marks = z.object({ id: text, category: text, cat: text, session: text });
const MEMBERS: ReadonlySet<string> = new Set(Object.keys(exchangeSchema.shape));

const UNNAMED = 'attack';
const MOST_SHOWN = 10;
const LONGEST_SHOWN = 200;

/**
 * Reads one line: an exchange with `label` (0 or 1; taken for 0 where absent), `category` or `cat`, and `session` beside its members, or a whole request as
 * `{"raw": base64, "label", "id", "cat", "session"}`. Of an exchange, `method` and `path` have to be there. Without an id it has
 * that of its number; without a time it comes after `before` others that had none. Throws an Error that says what is expected.
 */
export function parseSample(line: string, number: number, before = 0): Sample {
  return sampleOf(parsed(line), number, before);
}

/** The same for members that were read from something else. */
export function sampleOf(value: Record<string, unknown>, number: number, before: number): Sample {
  const { id: name, label, category, cat, session, ...rest } = value;
  const isAttack = isAttackLabel(label);
  const own = marks.safeParse({ id: name, category, cat, session });
  if (own.data === undefined) throw new Error(`expected "id", "category" and "session" to be texts: ${firstIssue(own.error)}`);
  const id = String(own.data.id ?? number);
  const known = { isAttack: isAttack === true, isLabelled: isAttack !== undefined, ...namesOf(own.data) };
  if ('raw' in rest)
    return { exchange: exchangeOfRaw(rawBytes(rest), id, before + number), isAlone: true, isTimed: false, passedOver: [], ...known };
  const { exchange, passedOver } = exchangeOf(rest, blankExchange(id, before + number));
  const isTimed = !isAbsent(rest.time);
  if (!isAbsent(rest.client) || (!isAbsent(rest.principal) && isTimed)) return { exchange, isAlone: false, isTimed, passedOver, ...known };
  if (known.session === undefined || !isTimed) return { exchange, isAlone: true, isTimed, passedOver, ...known };
  // Where nothing else tells callers apart, sessions do.
  const client = { ...exchange.client, session: sessionHash(known.session) };
  return { exchange: { ...exchange, client }, isAlone: false, isTimed, passedOver, ...known };
}

function isAbsent(member: unknown): boolean {
  return member === undefined || member === null;
}

function parsed(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(
      `this is no JSON: expected one JSON object a line, an exchange or {"raw": base64}${line.trimStart().startsWith('[') ? OF_LIST : ''}`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`expected a JSON object: an exchange, or {"raw": base64}${Array.isArray(value) ? OF_LIST : ''}`);
}

const OF_LIST = '; a list of them becomes lines with jq -c ".[]"';

/** Base64 or base64url (RFC 4648), padded or not, in one line or in several (RFC 2045 section 6.8). */
function rawBytes({ raw }: Record<string, unknown>): Buffer {
  const expected = 'expected {"raw": base64 of a whole request, "label": 0 or 1, "id", "cat", "session"}';
  if (typeof raw !== 'string') throw new Error(`${expected}: "raw" is no text`);
  if (!/^[A-Za-z0-9+/_\r\n-]*={0,2}[\r\n]*$/.test(raw)) {
    throw new Error(`${expected}: "raw" is no base64${/^[A-Z]{1,20} \S/.test(raw) ? ', but the request itself: encode it' : ''}`);
  }
  // RFC 4648 section 4: four characters are three bytes, and one alone is none.
  if (raw.replaceAll(/[\r\n=]/g, '').length % 4 === 1) throw new Error(`${expected}: "raw" is cut off, as no base64 has that length`);
  return Buffer.from(raw, 'base64');
}

function exchangeOf(found: Record<string, unknown>, blank: Exchange): { exchange: Exchange; passedOver: readonly string[] } {
  if (typeof found.method !== 'string' || typeof found.path !== 'string') {
    const shown = Object.keys(found).slice(0, MOST_SHOWN).join(', ').slice(0, LONGEST_SHOWN);
    throw new Error(
      `this is no exchange: expected "method" and "path" at least, as "airside exchanges --json" prints them, or {"raw": base64}; found ${shown || 'no members'}`,
    );
  }
  const names = Object.keys(found);
  const passedOver = names.filter((name) => !MEMBERS.has(name));
  const members = strictMembers(found, (name) => passedOver.push(name));
  const given: Record<string, unknown> = {};
  // What may be null is null where it is not given.
  for (const name of names) if (MEMBERS.has(name) && members[name] !== null) given[name] = members[name];
  for (const name of ['request', 'response'])
    if (typeof given[name] === 'object') given[name] = messageOf(given[name] as Record<string, unknown>);
  if (typeof given.client === 'object') given.client = { ...blank.client, ...given.client };
  const { data, error } = exchangeSchema.safeParse({ ...blank, ...given, time: timeOf(given.time) ?? blank.time });
  if (data === undefined) throw new Error(`this is no exchange: ${firstIssue(error)}`);
  return { exchange: withQuery({ ...data, ...(data.request !== undefined && { request: lowerCase(data.request) }) }), passedOver };
}

/** RFC 3339 in UTC, where a time was given as another form of it, or as seconds or milliseconds since 1970. What is no time is left to the schema. */
function timeOf(time: unknown): unknown {
  const ms =
    typeof time === 'number' ? (Math.abs(time) < 1e11 ? time * 1000 : time) : typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : time;
}

/** A recorded message, where its fields were given as an object of names and values, or its body as JSON and not as text. */
function messageOf(message: Record<string, unknown>): unknown {
  const { headers = [], body, ...rest } = message;
  const fields = typeof headers !== 'object' || headers === null || Array.isArray(headers) ? headers : pairsOf(headers);
  return {
    ...rest,
    headers: fields,
    ...(body !== undefined && body !== null && { body: typeof body === 'object' ? JSON.stringify(body) : body }),
  };
}

function pairsOf(fields: object): unknown {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).map((each) => [name, typeof each === 'number' ? String(each) : each]),
  );
}

/** Names of fields in lower case, as a gateway records them. */
function lowerCase(message: RecordedMessage): RecordedMessage {
  return { ...message, headers: message.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]) };
}

/** Where the query was left on the path, it is taken off. */
function withQuery(exchange: Exchange): Exchange {
  const mark = exchange.query === '' ? exchange.path.indexOf('?') : -1;
  return mark === -1 ? exchange : { ...exchange, path: exchange.path.slice(0, mark), query: exchange.path.slice(mark + 1) };
}

function namesOf({ category, cat, session }: z.output<typeof marks>): Pick<Sample, 'category' | 'session'> {
  const name = category ?? cat;
  return {
    category: name === undefined || name === null || name === '' ? UNNAMED : String(name),
    session: session === undefined || session === null || session === '' ? undefined : String(session),
  };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'it does not fit' : `${issue.path.length === 0 ? '' : `${issue.path.join('.')}: `}${issue.message}`;
}
