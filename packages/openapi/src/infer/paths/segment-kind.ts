import { isUuid } from '../../validate/schema/formats/text.ts';
import { isDate, isDateTime } from '../../validate/schema/formats/time.ts';
import { CLASS, classesOf } from '../sketch/text-classes.ts';
import { isRandom } from './random.ts';

/**
 * What a segment of a path looks like by itself. `word` and `version` are taken for the text of a template until there is evidence to the contrary, all
 * others for the value of a parameter.
 */
export type SegmentKind = 'integer' | 'uuid' | 'date' | 'email' | 'id' | 'text' | 'version' | 'word';

const VERSION = /^[vV]\d{1,4}(?:\.\d{1,4}){0,3}(?:(?:alpha|beta|rc)\d{0,3})?$/;
const DECIMAL_VERSION = /^\d{1,3}\.\d{1,3}(?:\.\d{1,3})?$/;
const LONGEST_WORD = 80;
const UUID = 36;
/** Digits after a word, such as `order-10234`; fewer may belong to a name (`iso-8601`). */
const LEAST_NUMBER = 5;

export function segmentKind(segment: string): SegmentKind {
  const classes = classesOf(segment);
  if (segment.length > LONGEST_WORD) return 'text';
  if (classes === CLASS.digit) return 'integer';
  if ((classes & (CLASS.other | CLASS.wide)) !== 0) return kindOfOther(segment);
  if ((classes & CLASS.digit) === 0) return isRandom(segment) ? 'id' : 'word';
  if (segment.length === UUID && isUuid(segment)) return 'uuid';
  if (isDate(segment) || isDateTime(segment)) return 'date';
  if (VERSION.test(segment) || DECIMAL_VERSION.test(segment)) return 'version';
  return isId(segment) ? 'id' : 'word';
}

/** Whether a segment is the value of a parameter by its form alone. */
export function isValue(kind: SegmentKind): boolean {
  return kind !== 'word' && kind !== 'version';
}

/** Whether a name of a JSON object is a value by its form: an id, a date, a number. */
export function isValueName(name: string): boolean {
  const kind = segmentKind(name);
  return kind === 'integer' || kind === 'uuid' || kind === 'date' || kind === 'email' || kind === 'id';
}

/** Punctuation that names of operations have (`a:verb`, `(x)`, `$metadata`) is the text of a template; the rest is data. */
const PUNCTUATED_WORD = /^[$@!*~:A-Za-z_.()'-]{1,80}$/;

function kindOfOther(segment: string): SegmentKind {
  const at = segment.includes('%') ? segment.replace('%40', '@') : segment;
  if (/^[^@\s%/]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,63}$/.test(at)) return 'email';
  if (isDateTime(segment.replaceAll(/%3[aA]/g, ':'))) return 'date';
  return PUNCTUATED_WORD.test(segment) ? 'word' : 'text';
}

function isId(segment: string): boolean {
  const parts = segment.split(/[-_.]/);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && /^\d+$/.test(last) && (last.length >= LEAST_NUMBER || /^[A-Z]{2,10}$/.test(parts[0] ?? ''))) return true;
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part))) return true;
  return parts.some(isRandom) || isRandom(segment.replaceAll(/[-_]/g, ''));
}
