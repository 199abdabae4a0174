import { isObject, items, type JsonObject, member, members, stringMember } from '../../json.ts';
import { type Fault, type OperationPlace, operationsOf } from './operations.ts';

/** Members that hold the entries of a list, by convention. */
const ENTRIES = ['items', 'data', 'results', 'entries', 'records', 'values', 'value', 'content', 'elements', '_embedded'];

/**
 * Operations that answer with a list (a GET whose JSON answer is an array, or an object with the entries in a member with one of the usual
 * names) and have none of what the options ask for: a query parameter of `parameters`; a member of `members` beside the entries, or a
 * header of `headers`. A list that `maxItems` bounds to 100 entries or fewer and that takes no parameters is a value, not a page.
 */
export function collectionPage(input: unknown, options: unknown): readonly Fault[] {
  const [parameters, names, headers] = ['parameters', 'members', 'headers'].map((name) => items(member(options, name)).map(String));
  const faults: Fault[] = [];
  for (const place of operationsOf(input)) {
    const list = place.method === 'get' ? listOf(place) : undefined;
    if (list === undefined) continue;
    const query = queryParametersOf(place);
    if (list.bounded && query.length === 0) continue;
    if (query.some((name) => parameters?.includes(name))) continue;
    if (list.members.some((name) => names?.includes(name)) || list.headers.some((name) => headers?.includes(name))) continue;
    const here = ['paths', place.path, 'get'];
    faults.push(
      parameters?.length
        ? { message: 'No parameter bounds the size of the list.', path: here }
        : { message: 'Nothing says how to get the next page.', path: [...here, 'responses', list.status] },
    );
  }
  return faults;
}

interface List {
  readonly status: string;
  /** Members beside the entries. */
  readonly members: readonly string[];
  readonly headers: readonly string[];
  readonly bounded: boolean;
}

const MOST_OF_A_VALUE = 100;

function listOf({ operation }: OperationPlace): List | undefined {
  for (const [status, response] of members(member(operation, 'responses'))) {
    const media = status.startsWith('2') ? members(member(response, 'content')).find(([type]) => type.includes('json')) : undefined;
    const schema = member(media?.[1], 'schema');
    const headers = members(member(response, 'headers')).map(([name]) => name);
    if (isArraySchema(schema)) return { status, members: [], headers, bounded: isBounded(schema) };
    const properties = propertiesOf(schema);
    const entries = ENTRIES.map((name) => properties.get(name)).find(isArraySchema);
    if (entries !== undefined) return { status, members: [...properties.keys()], headers, bounded: isBounded(entries) };
  }
  return undefined;
}

function isArraySchema(schema: unknown): schema is JsonObject {
  const type = member(schema, 'type');
  return isObject(schema) && (type === 'array' || items(type).includes('array'));
}

function isBounded(schema: JsonObject): boolean {
  const most = member(schema, 'maxItems');
  return typeof most === 'number' && most <= MOST_OF_A_VALUE;
}

/** The properties of a schema and of the parts of its `allOf`, one level deep. */
function propertiesOf(schema: unknown): ReadonlyMap<string, unknown> {
  const parts = [schema, ...items(member(schema, 'allOf'))];
  return new Map(parts.flatMap((part) => members(member(part, 'properties'))));
}

function queryParametersOf({ pathItem, operation }: OperationPlace): readonly string[] {
  return [...items(member(pathItem, 'parameters')), ...items(member(operation, 'parameters'))].flatMap((parameter) =>
    stringMember(parameter, 'in') === 'query' ? [stringMember(parameter, 'name') ?? ''] : [],
  );
}
