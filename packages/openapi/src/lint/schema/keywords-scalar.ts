import { compileExpression } from '../regular-expression.ts';
import { numberFormat, textFormat } from './formats.ts';
import type { KeywordCompiler } from './keyword.ts';

type Comparison = readonly [sign: string, holds: (value: number, limit: number) => boolean];

const [AT_MOST, BELOW, AT_LEAST, ABOVE]: readonly [Comparison, Comparison, Comparison, Comparison] = [
  ['<=', (value, limit) => value <= limit],
  ['<', (value, limit) => value < limit],
  ['>=', (value, limit) => value >= limit],
  ['>', (value, limit) => value > limit],
];

function bound(keyword: string, plain: Comparison, exclusive: Comparison, exclusiveName: string): KeywordCompiler<number> {
  return (limit, schema) => {
    if (typeof limit !== 'number') return undefined;
    const [sign, holds] = schema[exclusiveName] === true ? exclusive : plain;
    return (value, run, path) => holds(value, limit) || run.fail(path, keyword, `must be ${sign} ${limit}`, { limit });
  };
}

/** Keywords for numbers, in the order in which they are checked. */
export const NUMBER_KEYWORDS: ReadonlyMap<string, KeywordCompiler<number>> = new Map([
  ['maximum', bound('maximum', AT_MOST, BELOW, 'exclusiveMaximum')],
  ['minimum', bound('minimum', AT_LEAST, ABOVE, 'exclusiveMinimum')],
  ['exclusiveMaximum', bound('exclusiveMaximum', BELOW, BELOW, '')],
  ['exclusiveMinimum', bound('exclusiveMinimum', ABOVE, ABOVE, '')],
  [
    'multipleOf',
    (divisor) => {
      if (typeof divisor !== 'number') return undefined;
      return (value, run, path) => Number.isInteger(value / divisor) || run.fail(path, 'multipleOf', `must be multiple of ${divisor}`);
    },
  ],
  [
    'format',
    (name) => {
      if (typeof name !== 'string') return undefined;
      const test = numberFormat(name);
      return test && ((value, run, path) => test(value) || run.fail(path, 'format', `must match format "${name}"`));
    },
  ],
]);

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Keywords for texts. */
export const STRING_KEYWORDS: ReadonlyMap<string, KeywordCompiler<string>> = new Map<string, KeywordCompiler<string>>([
  [
    'maxLength',
    (limit) => {
      if (typeof limit !== 'number') return undefined;
      const message = `must NOT have more than ${limit} characters`;
      return (value, run, path) => value.length <= limit || characters(value) <= limit || run.fail(path, 'maxLength', message);
    },
  ],
  [
    'minLength',
    (limit) => {
      if (typeof limit !== 'number') return undefined;
      const message = `must NOT have fewer than ${limit} characters`;
      return (value, run, path) => characters(value) >= limit || run.fail(path, 'minLength', message);
    },
  ],
  [
    'pattern',
    (source) => {
      if (typeof source !== 'string') return undefined;
      const expression = compileExpression(source);
      // A pattern that cannot be matched in linear time is passed over: the document's author chose it, and must not stop the linter.
      if ('problem' in expression) return undefined;
      return (value, run, path) => expression.test(value) || run.fail(path, 'pattern', `must match pattern "${source}"`);
    },
  ],
  [
    'format',
    (name) => {
      if (typeof name !== 'string') return undefined;
      const test = textFormat(name);
      return test && ((value, run, path) => test(value) || run.fail(path, 'format', `must match format "${name}"`));
    },
  ],
]);
