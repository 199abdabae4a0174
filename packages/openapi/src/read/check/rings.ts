import type { DefinitionDocument } from '../../definition/document.ts';
import { isObject, items, type JsonObject, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parseFragment, valueAt } from '../../pointer.ts';
import { keywordOf } from '../../validate/schema/keywords.ts';
import type { Report } from '../finding.ts';
import { type Trail, toTokens, walk } from '../shapes.ts';

/**
 * References do not lead round without going into a value on the way: `A: {allOf: [{$ref: A}]}` would have to be checked for ever, while
 * `A: {properties: {next: {$ref: A}}}` is fine.
 */
export function checkRings(document: DefinitionDocument, report: Report): void {
  const state = new Map<JsonObject, 'open' | 'done'>();
  walk(document, (_, object, trail) => {
    if (stringMember(object, '$ref') === undefined || state.has(object)) return;
    if (isInRing(document, object, state)) tell(trail, object, report);
  });
}

function tell(trail: Trail | undefined, object: JsonObject, report: Report): void {
  report({
    severity: 'error',
    tokens: [...toTokens(trail), '$ref'],
    message: 'references lead round in a ring',
    expected: 'a value between, such as a property or an item',
    found: stringMember(object, '$ref'),
  });
}

/** Depth first with a stack of its own: a chain of references may be longer than the call stack is deep. */
function isInRing(document: DefinitionDocument, start: JsonObject, state: Map<JsonObject, 'open' | 'done'>): boolean {
  let ring = false;
  const stack: { readonly object: JsonObject; readonly next: JsonObject[] }[] = [];
  const enter = (object: JsonObject): void => {
    state.set(object, 'open');
    stack.push({ object, next: sameValue(document, object) });
  };
  enter(start);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.next.pop();
    if (next === undefined) {
      state.set(top.object, 'done');
      stack.pop();
    } else if (state.get(next) === 'open') ring = true;
    else if (!state.has(next)) enter(next);
  }
  return ring;
}

/** The objects that apply to the same value as this one. */
function sameValue(document: DefinitionDocument, object: JsonObject): JsonObject[] {
  const reference = stringMember(object, '$ref');
  const tokens = reference === undefined ? undefined : parseFragment(reference);
  const found: (JsonValue | undefined)[] = [tokens && valueAt(document, tokens)];
  for (const [name, value] of members(object)) {
    const role = keywordOf(name)?.role;
    if (role === 'inPlace') found.push(value);
    else if (role === 'inPlaceList') found.push(...items(value));
    else if (role === 'inPlaceMap') found.push(...members(value).map(([key]) => member(value, key)));
  }
  return found.filter(isObject);
}
