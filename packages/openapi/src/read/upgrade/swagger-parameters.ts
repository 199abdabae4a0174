import { METHODS } from '../../definition/methods.ts';
import { isArray, isObject, items, type JsonObject, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parseFragment, valueAt } from '../../pointer.ts';

/**
 * A document of 2.0 in which body and form parameters stand in the operations themselves. The upgrader makes request bodies only out of
 * those: it loses the ones that are referred to, or that stand beside the operations of a path. Throws where they multiply beyond all bounds.
 */
export function inlineParameters(document: JsonObject): JsonObject {
  let room = MOST_COPIED;
  const copy: Copy = (value) => {
    const text = JSON.stringify(value);
    room -= text.length;
    if (room < 0) throw new Error('parameters that are shared come to too much');
    return JSON.parse(text) as typeof value;
  };
  const paths = members(member(document, 'paths')).map(([template, item]) => [template, inlineItem(document, item, copy)]);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Characters of JSON that shared parameters may come to: one that holds a large schema can be referred to by thousands of operations. */
const MOST_COPIED = 64_000_000;

type Copy = <T extends JsonValue | readonly JsonValue[]>(value: T) => T;

function inlineItem(document: JsonObject, item: JsonValue, copy: Copy): JsonValue {
  if (!isObject(item)) return item;
  const common = resolveAll(document, item['parameters'], copy);
  const copied: Record<string, JsonValue> = {};
  for (const [key, value] of members(item)) {
    const isOperation = METHODS.some((method) => method === key) && isObject(value);
    copied[key] = isOperation ? inlineOperation(document, value, common.filter(isBody), copy) : value;
  }
  if (isArray(item['parameters'])) copied['parameters'] = common.filter((parameter) => !isBody(parameter));
  return copied;
}

/** An operation's body takes the place of the path's; a form field that of the field with its name. */
function inlineOperation(document: JsonObject, operation: JsonObject, common: readonly JsonValue[], copy: Copy): JsonValue {
  const own = resolveAll(document, operation['parameters'], copy);
  const overridden = (parameter: JsonValue): boolean =>
    own.some((other) => isBody(other) && (stringMember(other, 'in') !== stringMember(parameter, 'in') || sameName(other, parameter)));
  const inherited = common.filter((parameter) => !overridden(parameter));
  const parameters = [...own, ...copy(inherited)];
  return parameters.length === 0 ? operation : { ...operation, parameters };
}

function sameName(one: JsonValue, other: JsonValue): boolean {
  return stringMember(one, 'in') === 'body' || stringMember(one, 'name') === stringMember(other, 'name');
}

function isBody(parameter: JsonValue): boolean {
  return ['body', 'formData'].includes(stringMember(parameter, 'in') ?? '');
}

function resolveAll(document: JsonObject, parameters: JsonValue | undefined, copy: Copy): readonly JsonValue[] {
  return items(parameters).map((parameter) => {
    const tokens = parseFragment(stringMember(parameter, '$ref') ?? '');
    const target = tokens && valueAt(document, tokens);
    return target === undefined ? parameter : copy(target);
  });
}
