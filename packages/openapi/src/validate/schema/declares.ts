import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../../json.ts';

const MOST_SCHEMAS = 1000;

/**
 * Whether a schema names the properties of its objects, itself or by what it refers to, so that others can be called undeclared. Where it
 * offers alternatives all of them must: one that is free-form leaves the whole free-form.
 */
export function declaresProperties(document: DefinitionDocument, schema: JsonValue): boolean {
  let left = MOST_SCHEMAS;
  const declares = (value: JsonValue): boolean => {
    left -= 1;
    if (left < 0 || !isObject(value)) return false;
    if (members(value['properties']).length > 0 || members(value['patternProperties']).length > 0) return true;
    const target = typeof value['$ref'] === 'string' ? dereference(document, { value, pointer: '' }) : undefined;
    if (target && declares(target.value)) return true;
    if (items(value['allOf']).some(declares)) return true;
    return ['anyOf', 'oneOf'].some((keyword) => {
      const alternatives = items(member(value, keyword)).filter(canBeObject);
      return alternatives.length > 0 && alternatives.every(declares);
    });
  };
  return declares(schema);
}

function canBeObject(schema: JsonValue): boolean {
  const type = member(schema, 'type');
  return type === undefined || type === 'object' || items(type).includes('object');
}
