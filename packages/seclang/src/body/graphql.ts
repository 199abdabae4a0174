import type { Argument } from './argument.ts';
import { readGraphql } from './graphql-document.ts';
import { type JsonBody, parseJson } from './json.ts';

interface GraphqlLimits {
  /** Objects and arrays of JSON inside of each other at most. */
  readonly depth: number;
  /** Values at most. */
  readonly arguments: number;
}

/** The documents of a request, of a batch too, are counted and read up to so many. */
const MOST_DOCUMENTS = 100;

/**
 * The arguments of a GraphQL request (GraphQL over HTTP): those of its JSON, `json.variables.x` among them, with each document replaced by
 * one that has no text in its strings, and behind them `graphql.argument.NAME` for each string of the documents and `graphql.depth`,
 * `graphql.aliases`, `graphql.directives`, `graphql.fields` for each document. JSON without a document is JSON as ever. A body that is no
 * JSON may be a document itself. Never throws.
 */
export function parseGraphql(text: string, isJson: boolean, limits: GraphqlLimits): Pick<JsonBody, 'arguments' | 'error'> {
  const body: Pick<JsonBody, 'arguments' | 'error'> = isJson ? parseJson(text, limits) : { arguments: [{ name: 'query', value: text }] };
  const found = withDocuments(body.arguments, limits.arguments);
  const error = body.error ?? found.error;
  return { arguments: found.arguments, ...(error !== undefined && { error }) };
}

/** The same for arguments that were read already: those named `query`, or `query` in the JSON of a request or a batch. */
export function withDocuments(
  given: readonly Argument[],
  mostArguments: number,
): { readonly arguments: readonly Argument[]; readonly error?: string } {
  if (!given.some(({ name }) => isQuery(name))) return { arguments: given };
  const kept: Argument[] = [];
  const added: Argument[] = [];
  let documents = 0;
  for (const argument of given) {
    const document = isQuery(argument.name) && documents < MOST_DOCUMENTS ? readGraphql(argument.value, mostArguments) : undefined;
    if (document === undefined) {
      kept.push(argument);
      continue;
    }
    documents++;
    kept.push({ name: argument.name, value: document.skeleton });
    added.push(
      ...document.strings.map(({ name, value }) => ({ name: `graphql.argument.${name}`, value })),
      ...COUNTS.map((name) => ({ name: `graphql.${name}`, value: String(document[name]) })),
    );
  }
  const all = [...kept, ...added];
  if (all.length <= mostArguments) return { arguments: all };
  return { arguments: all.slice(0, mostArguments), error: `The GraphQL request has more than ${mostArguments} values` };
}

const COUNTS = ['depth', 'aliases', 'directives', 'fields'] as const;

/** `query`, `json.query`, and `json.array_5.query` of a batch. */
function isQuery(name: string): boolean {
  if (name === 'query' || name === 'json.query') return true;
  return (
    name.startsWith('json.array_') && name.endsWith('.query') && name.indexOf('.', 'json.array_'.length) === name.length - '.query'.length
  );
}
