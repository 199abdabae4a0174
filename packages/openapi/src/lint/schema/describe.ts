import { parsePointer } from '../../pointer.ts';
import { valueAtPath } from '../document/data.ts';
import { closestWord } from './closest-word.ts';
import type { Described, DescribedError, SchemaError } from './schema-error.ts';

interface Node {
  readonly children: Map<string, Node>;
  errors: SchemaError[];
}

/**
 * Tells errors of a schema in Spectral's words, and leaves out those that say nothing new: `anyOf` where something inside is wrong as well,
 * and `enum` where a neighbour has errors (as @stoplight/better-ajv-errors does).
 */
export function describeErrors(errors: readonly SchemaError[], described: Described): readonly DescribedError[] {
  const root: Node = { children: new Map(), errors: [] };
  for (const error of errors) {
    let node = root;
    const segments = error.instancePath === '' ? [''] : (error.instancePath.match(/\/[\w$_-]+(?:\/\d+)?/g) ?? []);
    for (const segment of segments) {
      const next = node.children.get(segment) ?? { children: new Map(), errors: [] };
      node.children.set(segment, next);
      node = next;
    }
    if (segments.length > 0) node.errors.push(error);
  }
  dropRedundant(root, undefined, '');
  const unmatched = unmatchedCombinators(errors);
  return tell(root, described).map(({ message, instancePath }) => ({
    message: withCombinator(withItem(message, instancePath), unmatched.get(instancePath)),
    within: instancePath === '' ? [] : instancePath.slice(1).split('/'),
  }));
}

function dropRedundant(node: Node, parent: Node | undefined, key: string): void {
  if (node.errors.some(({ keyword }) => keyword === 'anyOf') && node.children.size > 0) node.errors = [];
  if (parent && node.errors.length > 0 && node.errors.every(isEnum) && parent.children.size > 1) parent.children.delete(key);
  for (const [name, child] of [...node.children]) dropRedundant(child, node, name);
}

interface Told {
  readonly message: string;
  readonly instancePath: string;
}

function tell(node: Node, described: Described): readonly Told[] {
  const [first] = node.errors;
  if (first && node.errors.every(isEnum)) {
    const allowed = [...new Set(node.errors.flatMap(({ params }) => params['allowedValues'] as readonly unknown[]))];
    return [{ message: enumMessage({ ...first, params: { allowedValues: allowed } }, described), instancePath: first.instancePath }];
  }
  const own = node.errors.map((error) => ({ message: messageOf(error, described), instancePath: error.instancePath }));
  return [...own, ...[...node.children.values()].flatMap((child) => tell(child, described))];
}

function messageOf(error: SchemaError, described: Described): string {
  switch (error.keyword) {
    case 'additionalProperties':
      return `Property "${String(error.params['additionalProperty'])}" is not expected to be here`;
    case 'type': {
      const name = nameOf(error, described);
      return name === undefined ? `Value type ${error.message}` : `"${name}" property type ${error.message}`;
    }
    case 'errorMessage':
      return error.message;
    default:
      return `${subject(error, described)} ${clean(error.message)}`;
  }
}

function enumMessage(error: SchemaError, described: Described): string {
  const allowed = error.params['allowedValues'] as readonly unknown[];
  const printed = allowed.map((value) => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value))).join(', ');
  const value = valueAt(error, described);
  const meant = typeof value === 'string' ? closestWord(value, allowed) : undefined;
  const text = `${subject(error, described)} ${error.message}: ${printed}`;
  return meant === undefined ? text : `${text}. Did you mean "${meant}"?`;
}

function subject(error: SchemaError, described: Described): string {
  const name = nameOf(error, described);
  if (name !== undefined) return `"${name}" property`;
  const type = typeof valueAt(error, described);
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
}

function nameOf({ instancePath }: SchemaError, described: Described): string | undefined {
  return instancePath === '' ? described.name : instancePath.slice(instancePath.lastIndexOf('/') + 1);
}

function valueAt({ instancePath }: SchemaError, { value }: Described): unknown {
  return valueAtPath(value, parsePointer(instancePath) ?? []);
}

function clean(message: string): string {
  return message.replaceAll("'", '"').replaceAll('NOT', 'not');
}

function isEnum({ keyword }: SchemaError): boolean {
  return keyword === 'enum';
}

function unmatchedCombinators(errors: readonly SchemaError[]): ReadonlyMap<string, string> {
  const unmatched = new Map<string, string>();
  for (const { keyword, instancePath, params } of errors) {
    if ((keyword === 'oneOf' || keyword === 'anyOf') && !Array.isArray(params['passingSchemas'])) unmatched.set(instancePath, keyword);
  }
  return unmatched;
}

function withItem(message: string, instancePath: string): string {
  const index = instancePath.slice(instancePath.lastIndexOf('/') + 1);
  if (!/^\d+$/.test(index)) return message;
  const typed = `"${index}" property type`;
  if (message.startsWith(typed)) return `Item at index ${index}${message.slice(typed.length)}`;
  const plain = `"${index}" property`;
  return message.startsWith(plain) ? `Item at index ${index}${message.slice(plain.length)}` : message;
}

function withCombinator(message: string, keyword: string | undefined): string {
  if (keyword === undefined || !message.endsWith(` in ${keyword}`)) return message;
  return `${message}. None of the schemas matched, see the other errors reported for this value`;
}
