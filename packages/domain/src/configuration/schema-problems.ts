import type { z } from 'zod';

import type { SourceDocument } from './document.ts';
import type { Problem } from './problem.ts';
import { isReference } from './references.ts';
import { suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.JSONSchema;

/** More than anybody reads, and few enough to explain each with positions and suggestions. */
const MOST_ISSUES = 1000;

/** What a schema found wrong with a document, as problems with positions, expectations and likely fixes. */
export function schemaProblems(document: SourceDocument, issues: readonly Issue[], jsonSchema: JsonSchema): Problem[] {
  const closest = issues.slice(0, MOST_ISSUES).map(closestIssue);
  const shown = closest.filter((issue) => !isConsequence(issue, closest));
  return withoutRepeats(shown.flatMap((issue) => issueProblems(document, issue, jsonSchema)));
}

/** A rule about a value as a whole means little while parts of the value are wrong, and bounds mean nothing to a value of another type. */
function isConsequence(issue: Issue, all: readonly Issue[]): boolean {
  const isSame = ({ path }: Issue): boolean => path.length === issue.path.length && path.every((key, index) => issue.path[index] === key);
  if (issue.code !== 'invalid_type' && all.some((other) => other.code === 'invalid_type' && isSame(other))) return true;
  if (issue.code !== 'custom') return false;
  return all.some((other) => other.code !== 'custom' && issue.path.every((key, index) => other.path[index] === key));
}

/** One thing to mend is one problem, even where an alias makes it count twice (the first counts) or a value breaks two rules (the last). */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const kept = new Map<string, Problem>();
  for (const problem of problems) {
    const identity = JSON.stringify([problem.line, problem.column, problem.message]);
    if ((kept.get(identity) ?? problem).pointer === problem.pointer) kept.set(identity, problem);
  }
  return [...kept.values()];
}

function issueProblems(document: SourceDocument, issue: Issue, jsonSchema: JsonSchema): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(jsonSchema, issue.path);
    return issue.keys.slice(0, MOST_ISSUES).map((key) => {
      const near = suggest(key, known);
      return document.keyProblem([...issue.path, key], {
        message: `unknown key "${key}"`,
        ...(known.length > 0 && { expected: `one of ${known.join(', ')}` }),
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      });
    });
  }
  if (issue.code === 'invalid_key') {
    return [
      document.keyProblem(issue.path, {
        message: `"${String(issue.path.at(-1))}" cannot be used as a name`,
        expected: issue.issues.map(expectation).join(', '),
      }),
    ];
  }
  const written = document.valueAt(issue.path);
  if (written === undefined) {
    return [document.problem(issue.path, { message: `${named(issue.path)} is missing`, expected: expectation(issue) })];
  }
  const near = issue.code === 'invalid_value' && typeof written === 'string' ? suggest(written, issue.values.map(String)) : undefined;
  const concealed = schemasAt(jsonSchema, issue.path).some((place) => place['x-secret'] === true || place['x-concealed'] === true);
  return [
    document.problem(issue.path, {
      message: `${named(issue.path)} is not valid`,
      expected: expectation(issue),
      ...(!concealed && { found: describe(written) }),
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    }),
  ];
}

/** How a message names a place: by its key, an entry of a list by the key of the list. */
function named(path: readonly PropertyKey[]): string {
  const key = path.findLast((part) => typeof part !== 'number');
  if (key === undefined) return 'the document';
  return typeof path.at(-1) === 'number' ? `"${String(key)}" has an entry that` : `"${String(key)}"`;
}

/** Secrets that stand in a document in clear instead of by reference: an error even where everything else is right. */
export function clearSecrets(document: SourceDocument, source: unknown, jsonSchema: JsonSchema): Problem[] {
  const walk = (value: unknown, places: readonly JsonSchema[], path: readonly PropertyKey[]): Problem[] => {
    if (typeof value === 'string') {
      if (!places.some((place) => place['x-secret'] === true) || isReference(document.valueAt(path))) return [];
      return [
        document.problem(path, {
          message: `${named(path)} is a secret and stands here in clear`,
          expected: '${env:NAME} or ${file:PATH}',
          hint: 'treat the value as known to others: replace it, and keep the new one outside this file',
        }),
      ];
    }
    if (value === null || typeof value !== 'object') return [];
    const keys: PropertyKey[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    return keys.flatMap((key) =>
      walk(
        (value as Record<PropertyKey, unknown>)[key],
        places.flatMap((place) => alternatives(jsonSchema, childSchema(place, key))),
        [...path, key],
      ),
    );
  };
  return walk(source, alternatives(jsonSchema, jsonSchema), []);
}

/** Of a union's alternatives the issue of the one that came furthest: the likeliest one to have been meant. */
function closestIssue(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const alternatives = issue.errors.flatMap((errors) => errors.slice(0, 1)).map(closestIssue);
  const deepest = alternatives.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest === undefined) return issue;
  if (deepest.path.length > 0 || deepest.code === 'unrecognized_keys') return { ...deepest, path: [...issue.path, ...deepest.path] };
  return { code: 'custom', path: issue.path, message: `expected ${alternatives.map(expectation).join(', or ')}` };
}

function expectation(issue: Issue): string {
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${countedUnit(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${countedUnit(issue.origin, issue.maximum)}`;
    default:
      return issue.message;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = { record: 'object', array: 'a list', int: 'a whole number' };

function countedUnit(origin: string, count: number | bigint): string {
  const one = Number(count) === 1;
  if (origin === 'string') return one ? ' character' : ' characters';
  if (origin !== 'array' && origin !== 'set') return '';
  return one ? ' entry' : ' entries';
}

const CREDENTIAL_IN_URL = /\/\/[\s\S]*@/;

/**
 * How a value is shown in a message: its kind, and the value itself where it is a short scalar. References show as written, user name and
 * password of a URL not at all.
 */
function describe(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.replace(CREDENTIAL_IN_URL, '//***@')) : `${value as number | boolean}`;
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function knownKeys(root: JsonSchema, path: readonly PropertyKey[]): string[] {
  return [...new Set(schemasAt(root, path).flatMap((place) => Object.keys(place.properties ?? {})))];
}

function schemasAt(root: JsonSchema, path: readonly PropertyKey[]): JsonSchema[] {
  return path.reduce<JsonSchema[]>(
    (places, key) => places.flatMap((place) => alternatives(root, childSchema(place, key))),
    alternatives(root, root),
  );
}

function childSchema(schema: JsonSchema, key: PropertyKey): JsonSchema | undefined {
  const child = typeof key === 'number' ? schema.items : (schema.properties?.[String(key)] ?? schema.additionalProperties);
  return typeof child === 'object' && !Array.isArray(child) ? child : undefined;
}

function alternatives(root: JsonSchema, schema: JsonSchema | undefined): JsonSchema[] {
  if (schema === undefined) return [];
  if (schema.$ref !== undefined) {
    const definition = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return alternatives(root, definition);
  }
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((item) => alternatives(root, item));
}
