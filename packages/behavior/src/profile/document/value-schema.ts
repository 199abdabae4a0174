import { isSecretName } from '@airside/domain';
import { createPersonalTest, type JsonValue, roundUp } from '@airside/openapi';

import { identified } from '../../call/objects.ts';
import { isPersonalField } from '../../call/personal-fields.ts';
import type { ParameterView } from '../parameter-extent.ts';
import { CLASS, KIND, MARKS } from '../value-reading.ts';

/** A schema as JSON. */
export type Schema = Readonly<Record<string, JsonValue>>;

const SHORTEST_BOUND = 16;
/** Values are listed where each was seen so often, on average. */
const TIMES_EACH = 50;
/** Texts with more kinds of marks are prose, and a pattern would only list what nobody happened to write. */
const MOST_MARKS = 10;
/** Marks that stand in identifiers everywhere (the unreserved ones of RFC 3986): where one is, the others may be. */
const UNRESERVED: readonly string[] = ['-', '.', '_', '~'];

const OF_TEXT = KIND.text | KIND.uuid | KIND.date | KIND.boolean | KIND.integer | KIND.decimal | KIND.empty;

let isPersonal: ReturnType<typeof createPersonalTest> | undefined;

/**
 * What values of a parameter look like, as JSON Schema: bounds so many times beyond what was seen, rounded up. Of names that mean secret or personal data
 * only type and length are told.
 */
export function valueSchema(name: string, view: ParameterView, factor: number): Schema {
  const { kinds, closed } = view;
  if (view.values === 0 || kinds === 0) return {};
  const isConfidential = isSecretName(name) || isPersonalField(name);
  if (closed !== undefined && !isConfidential && isListed(name, view, closed)) return listed(closed, kinds);
  const text = kinds & OF_TEXT;
  const types = [
    ...(text !== 0 ? [typeOfText(text)] : []),
    ...((kinds & KIND.jsonNumber) !== 0 ? ['number'] : (kinds & KIND.jsonInteger) !== 0 ? ['integer'] : []),
    ...((kinds & KIND.jsonBoolean) !== 0 ? ['boolean'] : []),
    ...((kinds & KIND.null) !== 0 ? ['null'] : []),
  ];
  const unique = [...new Set(types)];
  return {
    type: unique.length === 1 ? (unique[0] ?? 'string') : unique,
    ...(unique.some((type) => type === 'integer' || type === 'number') && !isConfidential && rangeOf(name, view, factor)),
    ...(unique.includes('string') && textBounds(view, factor, isConfidential)),
  };
}

/** An empty text beside numbers is what forms send for a field that was left out: told by `allowEmptyValue`. */
function typeOfText(kinds: number): string {
  const own = kinds & ~KIND.empty;
  if (own === 0) return 'string';
  if ((own & ~KIND.integer) === 0) return 'integer';
  if ((own & ~(KIND.integer | KIND.decimal)) === 0) return 'number';
  return own === KIND.boolean ? 'boolean' : 'string';
}

function isListed(name: string, { values, kinds }: ParameterView, closed: readonly string[]): boolean {
  if ((kinds & ~(KIND.text | KIND.null | KIND.empty)) !== 0 || values < TIMES_EACH * closed.length) return false;
  isPersonal ??= createPersonalTest();
  return !closed.some((value) => isPersonal?.(name, value));
}

function listed(values: readonly string[], kinds: number): Schema {
  return (kinds & KIND.null) === 0 ? { type: 'string', enum: values } : { type: ['string', 'null'], enum: [...values, null] };
}

/** Ids grow, so that they have no largest one. */
function rangeOf(name: string, { range }: ParameterView, factor: number): Schema {
  if (range === undefined || identified(name, 'any') !== undefined) return {};
  const [least, most] = range;
  return {
    minimum: least < 0 ? -roundUp(-least * factor) : least >= 1 ? 1 : 0,
    ...(most > 0 && { maximum: roundUp(most * factor) }),
  };
}

function textBounds({ kinds, classes, marks, shortest, longest }: ParameterView, factor: number, isConfidential: boolean): Schema {
  const own = kinds & OF_TEXT & ~KIND.empty;
  if (own === KIND.uuid) return { format: 'uuid' };
  if (own === KIND.date) return { format: 'date' };
  const pattern = isConfidential ? undefined : patternOf(classes, marks);
  return {
    ...(shortest > 0 && { minLength: 1 }),
    maxLength: Math.max(SHORTEST_BOUND, roundUp(longest * factor)),
    ...(pattern !== undefined && { pattern }),
  };
}

/** The characters that stand in values that are no prose. */
function patternOf(classes: number, marks: number): string | undefined {
  if ((classes & ~(CLASS.digit | CLASS.letter)) !== 0) return undefined;
  const seen = MARKS.split('').filter((_, index) => ((marks >>> index) & 1) === 1);
  if (seen.length > MOST_MARKS) return undefined;
  const known = new Set([...seen, ...(seen.some((mark) => UNRESERVED.includes(mark)) ? UNRESERVED : [])]);
  const letters = (classes & CLASS.letter) === 0 ? '' : 'A-Za-z';
  const digits = (classes & CLASS.digit) === 0 ? '' : '0-9';
  const escaped = [...known].toSorted().map((mark) => (SYNTAX.includes(mark) ? `\\${mark}` : mark));
  return `^[${letters}${digits}${escaped.join('')}]*$`;
}

/** What has a meaning between brackets. */
const SYNTAX = '\\^$.*+?()[]{}|/-';
