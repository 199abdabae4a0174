import { isObject, type JsonValue, member } from '../../json.ts';

const PROTO = '__proto__';
const PATTERN = '^__proto__$';

/**
 * Ajv passes over a property called `__proto__` among `properties`. So the schema of one goes to `patternProperties`, where it holds like any other.
 * Readers of definitions and bodies refuse the name; whoever compiles schemas of his own may have it.
 */
export function withoutProtoProperty(schema: Record<string, JsonValue>): void {
  const wanted = member(schema['properties'], PROTO);
  if (wanted === undefined || !isObject(schema['properties'])) return;
  const { [PROTO]: _, ...properties } = schema['properties'];
  const patterns = schema['patternProperties'];
  const known = member(patterns, PATTERN);
  schema['properties'] = properties;
  schema['patternProperties'] = {
    ...(isObject(patterns) ? patterns : {}),
    [PATTERN]: known === undefined ? wanted : { allOf: [known, wanted] },
  };
}
