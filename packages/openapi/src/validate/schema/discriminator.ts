import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, items, type JsonValue, member, stringMember } from '../../json.ts';

/**
 * The property by whose value one alternative of `oneOf` can be chosen without trying the others, as the `discriminator` of the schema says
 * (OpenAPI 3.1 section 4.8.25), where that cannot change the verdict: every alternative takes objects only, requires the property, and
 * lists its values as texts that no other alternative has. Undefined elsewhere: there the discriminator only explains.
 */
export function disjointTag(document: DefinitionDocument, schema: JsonValue): string | undefined {
  const name = stringMember(member(schema, 'discriminator'), 'propertyName');
  const alternatives = items(member(schema, 'oneOf'));
  if (name === undefined || name === '__proto__' || alternatives.length < 2) return undefined;
  const seen = new Set<string>();
  let count = 0;
  for (const alternative of alternatives) {
    const values = tagValues(document, alternative, name);
    if (values === undefined) return undefined;
    count += values.length;
    for (const value of values) seen.add(value);
  }
  return seen.size === count ? name : undefined;
}

/** The texts that an alternative allows in the property; undefined where it does not list them in the plain way. */
function tagValues(document: DefinitionDocument, alternative: JsonValue, name: string): readonly string[] | undefined {
  const sole = isObject(alternative) && typeof alternative['$ref'] === 'string';
  if (sole && Object.keys(alternative).length > 1) return undefined;
  const target = dereference(document, { value: alternative, pointer: '' })?.value;
  if (stringMember(target, 'type') !== 'object' || !items(member(target, 'required')).includes(name)) return undefined;
  const property = member(member(target, 'properties'), name);
  if (!isObject(property) || Object.hasOwn(property, '$ref') || Object.hasOwn(property, 'readOnly')) return undefined;
  const constant = member(property, 'const');
  const values = constant === undefined ? items(member(property, 'enum')) : [constant];
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 0 && texts.length === values.length ? texts : undefined;
}
