import { parsePointer, valueAt } from '@airside/openapi';

import type { Posture } from '../posture.ts';

type Value = ReturnType<typeof valueAt>;

/** A member of the operation's object in its definition; undefined where there is none. */
export function declared({ definition, operation }: Posture, name: string): Value {
  if (definition === undefined || operation === undefined) return undefined;
  return valueAt(definition.document, [...(parsePointer(operation.pointer) ?? []), name]);
}

/** Whether requests have a body, as far as the definition tells. */
export function hasBody(posture: Posture): boolean {
  return posture.operation === undefined || declared(posture, 'requestBody') !== undefined;
}

/** Whether some answer has a body, as far as the definition tells. A response that is a reference may have one. */
export function hasAnswer(posture: Posture): boolean {
  const responses = declared(posture, 'responses');
  if (posture.operation === undefined) return true;
  if (typeof responses !== 'object' || responses === null) return false;
  return Object.entries(responses as object)
    .filter(([status]) => status.startsWith('2') || status === 'default')
    .some(([, response]) => typeof response === 'object' && response !== null && ('content' in response || '$ref' in response));
}

const MOST_HOPS = 10;

/** Whether every JSON body of requests has a schema that forbids fields which it does not name, at its top. */
export function bodyIsClosed(posture: Posture): boolean {
  const content = member(resolved(declared(posture, 'requestBody'), posture), 'content');
  if (typeof content !== 'object' || content === null) return false;
  const schemas = Object.entries(content)
    .filter(([type]) => type.includes('json'))
    .map(([, media]) => resolved(member(media, 'schema'), posture));
  return (
    schemas.length > 0 &&
    schemas.every((schema) => member(schema, 'additionalProperties') === false || member(schema, 'unevaluatedProperties') === false)
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A value, or what it refers to. */
function resolved(value: unknown, { definition }: Posture): unknown {
  let here = value;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const reference = member(here, '$ref');
    if (definition === undefined || typeof reference !== 'string' || !reference.startsWith('#')) return here;
    here = valueAt(definition.document, parsePointer(decodeURIComponent(reference.slice(1))) ?? []);
  }
  return undefined;
}
