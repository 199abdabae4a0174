import type { JsonObject } from '../../json.ts';
import type { StringSketch } from '../sketch/string-sketch.ts';
import { CLASS } from '../sketch/text-classes.ts';
import { formatIn } from '../sketch/text-format.ts';
import { mayBeListed } from './open-names.ts';

/** Values that a schema may say something of that later values could refute. */
const LEAST_EVIDENCE = 20;
/** An enumeration: so many values at least, each of them met again and again. */
const ENUMERATION = { values: 50, perValue: 10, each: 3, most: 20 } as const;
const SHORTEST_ID = 8;
const LISTED =
  /^(?:[a-z][a-z0-9]*(?:[-_. ][a-z0-9]+)*|[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*|[a-z]+(?:[A-Z][a-z0-9]+)*|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)*)$/;

/** What a schema says of texts, beside their type. `name` is that of the parameter or property. */
export function stringKeywords(sketch: StringSketch, name: string): JsonObject {
  const listed = enumerationOf(sketch, name);
  if (listed !== undefined) return { enum: listed };
  const format = formatIn(sketch.formats);
  if (format !== undefined) return { format };
  const keywords: Record<string, JsonObject[string]> = { 'x-airside-lengths': [sketch.minLength, sketch.maxLength] };
  if (sketch.isSecret) return {};
  const { minLength, maxLength } = sketch;
  if (minLength !== maxLength || minLength < SHORTEST_ID || sketch.count < LEAST_EVIDENCE) return keywords;
  const pattern = patternOf(sketch);
  return pattern === undefined ? keywords : { minLength, maxLength, pattern };
}

/** The values where there is much that speaks for their being all there are, and nothing for their being anybody's. */
function enumerationOf({ listed, count, isSecret }: StringSketch, name: string): readonly string[] | undefined {
  const { counts } = listed;
  if (isSecret || counts === undefined || counts.size < 2 || counts.size > ENUMERATION.most || !mayBeListed(name)) return undefined;
  if (count < ENUMERATION.values || count < counts.size * ENUMERATION.perValue) return undefined;
  const values = [...counts.keys()];
  if (!values.every((value) => LISTED.test(value) && (counts.get(value) ?? 0) >= ENUMERATION.each)) return undefined;
  return values.toSorted();
}

/** Ids of one length that begin alike: `ord_8wpd1jfrmxrb6cv2`. */
function patternOf({ prefix, classes, maxLength, lastSeparator }: StringSketch): string | undefined {
  const start = prefix.slice(0, Math.max(prefix.lastIndexOf('_'), prefix.lastIndexOf('-')) + 1);
  if ((classes & (CLASS.other | CLASS.wide | CLASS.dot)) !== 0 || !/^[A-Za-z0-9]+[_-]$/.test(start)) return undefined;
  const inner = [
    [CLASS.digit, '0-9'],
    [CLASS.lower, 'a-z'],
    [CLASS.upper, 'A-Z'],
  ] as const;
  const ranges = inner.filter(([bit]) => (classes & bit) !== 0).map(([, range]) => range);
  const hasMore = lastSeparator >= start.length;
  const underscore = hasMore && (classes & CLASS.underscore) !== 0 ? '_' : '';
  const hyphen = hasMore && (classes & CLASS.hyphen) !== 0 ? '-' : '';
  return `^${start}[${ranges.join('')}${underscore}${hyphen}]{${maxLength - start.length}}$`;
}
