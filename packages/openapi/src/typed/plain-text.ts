import { type DefinitionDocument, dereference } from '../definition/document.ts';
import { isArray, isObject, items, type JsonObject, type JsonValue, stringMember } from '../json.ts';
import { anyOf, every, isAlphanumeric, isDigit, runEnd } from '../validate/schema/formats/characters.ts';
import { isUuid } from '../validate/schema/formats/text.ts';
import { isDate, isDateTime, isDuration, isTime } from '../validate/schema/formats/time.ts';

/** How many schemas may still be looked at: references lead round, and alternatives multiply. */
export interface Budget {
  left: number;
}

/** Whether a text is an instance of a plain type. Takes time linear in the text. */
export type PlainText = (text: string) => boolean;

const MOST_VALUES = 1000;
/** Longer ones are no dates, numbers or codes that anybody writes. */
const LONGEST = 64;
const LONGEST_WORD = 32;

/**
 * The test for the texts of a schema whose instances cannot hold the grammar of another language: integers, numbers, booleans, null, dates,
 * times, UUIDs, values that the schema lists, and words by a pattern of letters, digits, `_` and `-`. Undefined for all other schemas, and
 * for one that allows any of these or something else, or that costs more than is left. The test looks at the text itself: it does not rely
 * on others having checked it.
 */
export function plainText(document: DefinitionDocument, schema: JsonValue | undefined, budget: Budget): PlainText | undefined {
  const value = schema === undefined ? undefined : dereference(document, { value: schema, pointer: '' })?.value;
  if (--budget.left < 0 || !isObject(value)) return undefined;
  const within = (inner: JsonValue): PlainText | undefined => plainText(document, inner, budget);
  return (
    listed(value) ??
    ofTypes(value) ??
    everyOne(items(value['anyOf']).map(within)) ??
    everyOne(items(value['oneOf']).map(within)) ??
    items(value['allOf'])
      .map(within)
      .find((test) => test !== undefined)
  );
}

function listed(schema: JsonObject): PlainText | undefined {
  const values = Object.hasOwn(schema, 'const') ? [schema['const'] ?? null] : items(schema['enum']);
  if (values.length === 0 || values.length > MOST_VALUES) return undefined;
  const texts = values.map((value) => (value === null ? '' : typeof value === 'object' ? undefined : value.toString()));
  const known = new Set(texts);
  return known.has(undefined) ? undefined : (text) => known.has(text);
}

function ofTypes(schema: JsonObject): PlainText | undefined {
  const type = schema['type'];
  const names = isArray(type) ? type : type === undefined ? [] : [type];
  return everyOne(names.map((name) => (name === 'string' ? ofString(schema) : typeof name === 'string' ? TYPES.get(name) : undefined)));
}

const TYPES: ReadonlyMap<string, PlainText> = new Map<string, PlainText>([
  ['integer', isNumber],
  ['number', isNumber],
  ['boolean', (text) => text === 'true' || text === 'false'],
  ['null', (text) => text === ''],
]);

const FORMATS: ReadonlyMap<string, PlainText> = new Map<string, PlainText>([
  ['uuid', isUuid],
  ['date', isDate],
  ['date-time', isDateTime],
  ['time', isTime],
  ['duration', isDuration],
]);

function ofString(schema: JsonObject): PlainText | undefined {
  const format = FORMATS.get(stringMember(schema, 'format') ?? '');
  if (format !== undefined) return (text) => text.length <= LONGEST && format(text);
  return isPatternOfWords(stringMember(schema, 'pattern') ?? '') ? isWord : undefined;
}

/** Undefined where there is none, or one of them is undefined. */
function everyOne(tests: readonly (PlainText | undefined)[]): PlainText | undefined {
  const known = tests.filter((test) => test !== undefined);
  if (known.length === 0 || known.length < tests.length) return undefined;
  return (text) => known.some((test) => test(text));
}

/** The grammar of numbers in JSON (RFC 8259 section 6), with zeros in front. */
function isNumber(text: string): boolean {
  if (text.length > LONGEST) return false;
  const start = text[0] === '-' ? 1 : 0;
  let end = runEnd(text, isDigit, start);
  if (end === start) return false;
  if (text[end] === '.') {
    const fraction = end + 1;
    end = runEnd(text, isDigit, fraction);
    if (end === fraction) return false;
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const exponent = text[end + 1] === '+' || text[end + 1] === '-' ? end + 2 : end + 1;
    end = runEnd(text, isDigit, exponent);
    if (end === exponent) return false;
  }
  return end === text.length;
}

const isWordCharacter = anyOf('_-', isAlphanumeric);

function isWord(text: string): boolean {
  return text.length <= LONGEST_WORD && every(text, isWordCharacter);
}

const isPatternCharacter = anyOf('_-\\[](){}?:|,*+', isAlphanumeric);

/** Whether a pattern is anchored at both ends and names nothing but letters, digits, `_` and `-`, alone, in classes or in groups. */
function isPatternOfWords(pattern: string): boolean {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return false;
  const inside = pattern.slice(1, -1);
  return every(inside, isPatternCharacter) && !/\\[^dw-]/.test(inside);
}
