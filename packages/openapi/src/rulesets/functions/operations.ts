import { isObject, type JsonObject, member, members } from '../../json.ts';

/** What a function of a rule finds: what is wrong, and where, from the root of the definition. */
export interface Fault {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

export interface OperationPlace {
  readonly path: string;
  readonly method: string;
  readonly operation: JsonObject;
  readonly pathItem: JsonObject;
}

const METHODS = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'query']);

/** The operations of a definition of any version, in the order in which they are written. What is no object is passed over. */
export function* operationsOf(definition: unknown): Generator<OperationPlace> {
  for (const [path, pathItem] of members(member(definition, 'paths'))) {
    if (!isObject(pathItem)) continue;
    for (const [method, operation] of Object.entries(pathItem)) {
      if (METHODS.has(method) && isObject(operation)) yield { path, method, operation, pathItem };
    }
  }
}
