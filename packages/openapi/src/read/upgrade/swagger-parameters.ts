import { METHODS } from '../../definition/methods.ts';
import { isArray, isObject, items, type JsonObject, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parseFragment, valueAt } from '../../pointer.ts';

/**
 * A document of 2.0 in which body and form parameters stand in the operations themselves. The upgrader makes request bodies only out of
 * those: it loses the ones that are referred to, or that stand beside the operations of a path.
 */
export function inlineParameters(document: JsonObject): JsonObject {
  const paths = Object.fromEntries(members(member(document, 'paths')).map(([template, item]) => [template, inlineItem(document, item)]));
  return { ...document, paths };
}

function inlineItem(document: JsonObject, item: JsonValue): JsonValue {
  if (!isObject(item)) return item;
  const common = resolveAll(document, item['parameters']);
  const copied: Record<string, JsonValue> = {};
  for (const [key, value] of members(item)) {
    const isOperation = METHODS.some((method) => method === key) && isObject(value);
    copied[key] = isOperation ? inlineOperation(document, value, common.filter(isBody)) : value;
  }
  if (isArray(item['parameters'])) copied['parameters'] = common.filter((parameter) => !isBody(parameter));
  return copied;
}

/** An operation's body takes the place of the path's; a form field that of the field with its name. */
function inlineOperation(document: JsonObject, operation: JsonObject, common: readonly JsonValue[]): JsonValue {
  const own = resolveAll(document, operation['parameters']);
  const overridden = (parameter: JsonValue): boolean =>
    own.some((other) => isBody(other) && (stringMember(other, 'in') !== stringMember(parameter, 'in') || sameName(other, parameter)));
  const inherited = common.filter((parameter) => !overridden(parameter));
  const parameters = [...own, ...structuredClone(inherited)];
  return parameters.length === 0 ? operation : { ...operation, parameters };
}

function sameName(one: JsonValue, other: JsonValue): boolean {
  return stringMember(one, 'in') === 'body' || stringMember(one, 'name') === stringMember(other, 'name');
}

function isBody(parameter: JsonValue): boolean {
  return ['body', 'formData'].includes(stringMember(parameter, 'in') ?? '');
}

function resolveAll(document: JsonObject, parameters: JsonValue | undefined): readonly JsonValue[] {
  return items(parameters).map((parameter) => {
    const tokens = parseFragment(stringMember(parameter, '$ref') ?? '');
    const target = tokens && valueAt(document, tokens);
    return target === undefined ? parameter : structuredClone(target);
  });
}
