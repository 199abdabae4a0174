import { asSchema, type JsonSchema, withoutNull } from './fields.ts';

/** What may stand in a field, in words: `whole number, 1 to 256`, ``one of `a`, `b` ``, `list of durations such as 30s`. */
export function typeText(schema: JsonSchema): string {
  if (schema['x-secret'] === true) return 'secret, by reference: `${env:NAME}` or `${file:PATH}`';
  if (typeof schema['x-type'] === 'string') return schema['x-type'];
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map(code).join(', ')}`;
  if (schema.anyOf !== undefined) return alternatives(schema);
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeText({ ...schema, type })).join(', or ');
  switch (schema.type) {
    case 'integer':
      return `whole number${range(schema.minimum, schema.maximum)}`;
    case 'number':
      return `number${range(schema.minimum, schema.maximum)}`;
    case 'string':
      return schema.format === 'date-time' ? 'time (RFC 3339)' : `text${range(undefined, schema.maxLength, ' characters')}`;
    case 'boolean':
      return '`true` or `false`';
    case 'null':
      return '`null`';
    case 'array':
      if (schema.prefixItems !== undefined) return `list of just: ${schema.prefixItems.map((item) => typeText(asSchema(item))).join('; ')}`;
      return `list of: ${typeText(asSchema(schema.items))}${range(schema.minItems, schema.maxItems, ' entries')}`;
    case 'object':
      return typeof schema.additionalProperties === 'object' && schema.properties === undefined ? 'object, one entry per name' : 'object';
    default:
      return 'any value';
  }
}

/** A JSON value as it is written in a file. */
export function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function alternatives(schema: JsonSchema): string {
  const single = withoutNull(schema);
  if (single !== schema) return `${typeText(single)}, or \`null\``;
  return (schema.anyOf ?? []).map((alternative) => typeText(asSchema(alternative))).join(', or ');
}

function range(least: number | undefined, most: number | undefined, units = ''): string {
  const from = least === undefined || least <= Number.MIN_SAFE_INTEGER ? undefined : least;
  const to = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most;
  const unit = (to ?? from) === 1 ? units.replace('entries', 'entry').replace('characters', 'character') : units;
  if (from !== undefined && to !== undefined) return `, ${from} to ${to}${unit}`;
  if (from !== undefined) return `, at least ${from}${unit}`;
  return to === undefined ? '' : `, at most ${to}${unit}`;
}
