import { type Evidence, isSecretName, printable } from '@airside/domain';

import type { Parameter } from '../../call/call.ts';
import { gramText } from './grams.ts';
import type { Histogram } from './histogram.ts';
import type { Oddity } from './oddity.ts';
import { lengthOfPlace, numberOfPlace } from './scales.ts';
import type { ValueProfile } from './value-profile.ts';
import type { ValueShape } from './value-shape.ts';
import { isNumeric, VALUE_TYPES } from './value-type.ts';

const LONGEST = 300;
const LONGEST_EXCERPT = 60;

/** So many times as odd as the type the characters have to be, to be what is told. */
const GRAMS_OF_TYPE = 4;

const RARE_TYPE_BITS = 5;

export interface Known {
  readonly sinceMs: number;
  readonly observations: number;
}

export function evidence(variable: string, learned: string, seen: string, surprise: number, { sinceMs, observations }: Known): Evidence {
  return {
    variable: cut(variable),
    learned: cut(learned),
    seen: cut(seen),
    surprise,
    since: Number.isFinite(sinceMs) ? new Date(sinceMs).toISOString() : null,
    observations,
  };
}

/** `query parameter limit`, as people call it. */
export function parameterName(place: Parameter['place'] | 'target', name: string): string {
  if (place === 'target') return 'path';
  if (place === 'header' || place === 'cookie') return `${place} ${name}`;
  if (place === 'body') return name === '' ? 'body' : `body field ${name}`;
  return `${place} parameter ${name}`;
}

/** What is unusual about a value: by what it is odd most. */
export type Odd = 'type' | 'length' | 'number' | 'characters' | 'new';

export function oddest(shape: ValueShape, oddity: Oddity, novelty: number, surprise: number): Odd {
  if (isNumeric(shape.type) && oddity.size > oddity.type) return 'number';
  if (novelty * 2 > surprise && oddity.type < RARE_TYPE_BITS) return 'new';
  // A value of another type is built in another way, too.
  if (oddity.grams >= GRAMS_OF_TYPE * oddity.type && oddity.grams >= oddity.size) return 'characters';
  return oddity.type >= oddity.size ? 'type' : 'length';
}

/** What is unusual about a value that was just judged. */
export function valueEvidence(
  { shape, oddity }: { readonly shape: ValueShape; readonly oddity: Oddity },
  { surprise, novelty, isMeasured }: { readonly surprise: number; readonly novelty: number; readonly isMeasured: boolean },
  profile: ValueProfile | undefined,
  place: Parameter['place'] | 'target',
  name: string,
  value: string,
  known: Known,
): Evidence {
  if (!isMeasured) shape.read(value, 'text');
  const odd = isMeasured ? oddest(shape, oddity, novelty, surprise) : 'new';
  return evidence(parameterName(place, name), learnedOf(profile, odd), seenOf(name, value, shape, oddity, odd), surprise, known);
}

function learnedOf(profile: ValueProfile | undefined, odd: Odd): string {
  if (profile === undefined || profile.learned === 0) return 'values as they stand in such places elsewhere';
  if (odd === 'new')
    return `the same ${profile.known.distinct} ${profile.known.distinct === 1 ? 'value' : 'values'} in ${profile.observations} requests`;
  if (odd === 'number' && profile.numbers !== undefined) {
    return `numbers from ${rounded(numberOfPlace(profile.numbers.quantile(0.005)))} to ${rounded(numberOfPlace(profile.numbers.quantile(0.995) + 1))}`;
  }
  if (odd === 'type') return typesOf(profile.types);
  const [least, most] = [lengthOfPlace(profile.lengths.quantile(0.005)), lengthOfPlace(profile.lengths.quantile(0.995) + 1) - 1];
  const lengths = least >= most ? `${least} characters` : `${least} to ${most} characters`;
  return odd === 'length' ? lengths : `${typesOf(profile.types)}, ${lengths}`;
}

/** A value in words; an excerpt where its name is none of a secret. */
function seenOf(name: string, value: string, shape: ValueShape, oddity: Oddity, odd: Odd): string {
  const isSecret = isSecretName(name);
  const own = isSecret ? '' : `: ${excerpt(value)}`;
  const type = VALUE_TYPES[shape.type] ?? 'text';
  if (odd === 'number' && !isSecret) return value.slice(0, LONGEST_EXCERPT);
  if (odd === 'characters') {
    const gram = oddity.oddestGram < 0 || isSecret ? '' : `, built as never before near ${quoted(gramText(oddity.oddestGram))}`;
    return `${type} of ${value.length} characters${gram}${own}`;
  }
  return `${type} of ${value.length} characters${own}`;
}

/** The beginning of a text, without what a terminal would obey. */
export function excerpt(text: string): string {
  return printable(text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text);
}

function typesOf(types: Histogram): string {
  const shares = [...types.counts].map((count, type) => ({ count, type })).toSorted((a, b) => b.count - a.count);
  const usual = shares.filter(({ count }) => count >= types.total * 0.02).slice(0, 3);
  return usual.map(({ type }) => VALUE_TYPES[type] ?? 'text').join(', ');
}

function quoted(text: string): string {
  return `“${text}”`;
}

function rounded(value: number): string {
  return Math.abs(value) < 100
    ? value.toFixed(0)
    : value.toPrecision(2).includes('e')
      ? String(Math.round(Number(value.toPrecision(2))))
      : value.toPrecision(2);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
