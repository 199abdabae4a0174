import { isObject, items, type JsonObject, type JsonValue, member, stringMember } from '../../json.ts';

/** The keyword that stands for `unevaluatedItems`: Ajv counts items from the first one on, and cannot tell which of them `contains` has looked at. */
export const UNEVALUATED_ITEMS = 'unevaluatedItemsByIndex';

/** What is needed to see which items were looked at. */
export interface Evaluation {
  /** What `$ref` refers to, by its name in `$defs`. */
  readonly definitions: JsonObject;
  /** Whether a value fits a part of the schema. */
  readonly fits: (schema: JsonValue, value: JsonValue) => boolean;
}

const DEFINITIONS = '#/$defs/';

/**
 * The items of a list that no part of its schema has looked at (JSON Schema 2020-12, core, section 11.2). `schema` is in the form in which it is compiled:
 * references within it lead to `$defs`, and not round in a ring.
 */
export function unevaluatedItems(schema: JsonObject, list: readonly JsonValue[], evaluation: Evaluation): readonly JsonValue[] {
  const evaluated = new Set<number>();
  evaluate(schema, list, evaluation, evaluated, true);
  return list.filter((_, index) => !evaluated.has(index));
}

function evaluate(
  schema: JsonValue | undefined,
  list: readonly JsonValue[],
  evaluation: Evaluation,
  evaluated: Set<number>,
  isOutermost = false,
): void {
  if (!isObject(schema) || evaluated.size === list.length) return;
  const from = (start: number, end = list.length): void => {
    for (let index = start; index < end; index++) evaluated.add(index);
  };
  const into = (part: JsonValue | undefined): void => evaluate(part, list, evaluation, evaluated);
  const prefix = items(member(schema, 'prefixItems')).length;
  from(0, Math.min(prefix, list.length));
  const [rest, contained, condition] = [member(schema, 'items'), member(schema, 'contains'), member(schema, 'if')];
  if (rest !== undefined) from(prefix);
  if (!isOutermost && Object.hasOwn(schema, UNEVALUATED_ITEMS)) from(0);
  if (contained !== undefined) {
    for (const [index, item] of list.entries()) if (evaluation.fits(contained, item)) evaluated.add(index);
  }
  const reference = stringMember(schema, '$ref');
  if (reference?.startsWith(DEFINITIONS) === true) into(member(evaluation.definitions, reference.slice(DEFINITIONS.length)));
  for (const part of items(member(schema, 'allOf'))) into(part);
  for (const name of ['anyOf', 'oneOf']) {
    for (const part of items(member(schema, name))) if (evaluation.fits(part, list)) into(part);
  }
  if (condition === undefined) return;
  const holds = evaluation.fits(condition, list);
  if (holds) into(condition);
  into(member(schema, holds ? 'then' : 'else'));
}
