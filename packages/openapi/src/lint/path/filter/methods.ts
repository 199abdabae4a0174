import { compileExpression, type LinearExpression } from '../../regular-expression.ts';
import { JsonPathError } from '../json-path.ts';
import type { Evaluate } from './filter.ts';
import { text } from './operators.ts';

type Method = (object: unknown, args: readonly unknown[]) => unknown;

/** Methods of texts; numbers count as the text that writes them, because `@property` is a number in an array. */
const TEXT_METHODS: ReadonlyMap<string, (object: string, args: readonly unknown[]) => unknown> = new Map<
  string,
  (object: string, args: readonly unknown[]) => unknown
>([
  ['startsWith', (object, [part]) => object.startsWith(text(part))],
  ['endsWith', (object, [part]) => object.endsWith(text(part))],
  ['toLowerCase', (object) => object.toLowerCase()],
  ['toUpperCase', (object) => object.toUpperCase()],
  ['trim', (object) => object.trim()],
  ['charAt', (object, [at]) => object.charAt(Number(at))],
  ['substring', (object, [start, end]) => object.substring(Number(start), end === undefined ? object.length : Number(end))],
  ['split', (object, [separator]) => object.split(text(separator))],
  ['toString', (object) => object],
]);

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['includes', (object, [part]) => (Array.isArray(object) ? object.includes(part) : asText(object)?.includes(text(part)))],
  ['indexOf', (object, [part]) => (Array.isArray(object) ? object.indexOf(part) : asText(object)?.indexOf(text(part)))],
  ['slice', (object, [start, end]) => slice(object, Number(start ?? 0), end === undefined ? undefined : Number(end))],
  ['join', (object, [separator]) => (Array.isArray(object) ? object.map(text).join(text(separator ?? ',')) : undefined)],
]);

const MATCHING = new Set(['match', 'search', 'test']);

/** A call of a method in a filter. Called on a value that does not have it, it gives undefined. `pattern`: the argument, if it is a text. */
export function call(name: string, object: Evaluate, args: readonly Evaluate[], pattern: string | undefined): Evaluate {
  if (MATCHING.has(name)) return matching(name, object, args, pattern);
  const method = METHODS.get(name);
  if (method) {
    return (visited) =>
      method(
        object(visited),
        args.map((arg) => arg(visited)),
      );
  }
  const ofText = TEXT_METHODS.get(name);
  if (!ofText) throw new JsonPathError(`the method "${name}" is not known in a filter`, 0);
  return (visited) => {
    const value = asText(object(visited));
    return value === undefined
      ? undefined
      : ofText(
          value,
          args.map((arg) => arg(visited)),
        );
  };
}

/** `text.match(/…/)`, `text.search(/…/)` and `/…/.test(text)`: all that a filter can do with what they give is ask whether they matched. */
function matching(name: string, object: Evaluate, args: readonly Evaluate[], pattern: string | undefined): Evaluate {
  const [arg = () => undefined] = args;
  if (name === 'test') {
    return (visited) => {
      const expression = object(visited);
      const value = asText(arg(visited));
      return isExpression(expression) && value !== undefined && expression.test(value);
    };
  }
  const fixed = pattern === undefined ? undefined : compileExpression(pattern);
  if (fixed && 'problem' in fixed) throw new JsonPathError(`the pattern "${pattern}" cannot be used: ${fixed.problem}`, 0);
  return (visited) => {
    const value = asText(object(visited));
    const expression = fixed ?? arg(visited);
    const found = isExpression(expression) && value !== undefined && expression.test(value);
    if (name === 'search') return found ? 0 : -1;
    return found ? true : null;
  };
}

function isExpression(value: unknown): value is LinearExpression {
  return typeof value === 'object' && value !== null && 'test' in value && typeof value.test === 'function';
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

function slice(object: unknown, start: number, end: number | undefined): unknown {
  if (Array.isArray(object)) return object.slice(start, end);
  return asText(object)?.slice(start, end);
}
