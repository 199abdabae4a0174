import { toPointer } from '@airside/domain/text';

import { isArray, isObject, type JsonObject, type JsonValue, member, members, stringMember } from '../json.ts';
import { parseFragment, parsePointer, toFragment, valueAt } from '../pointer.ts';
import { makePlain, type ResourceAnchors } from './dynamic-names.ts';
import { type DynamicScope, DynamicScopes, TooManyScopes } from './dynamic-scopes.ts';
import { put } from './put.ts';
import { memberRule, toTokens, walk } from './shapes.ts';

type Draft = Record<string, JsonValue>;

/** Each of them is one more schema in the document. */
const MOST_COPIES = 10_000;

/**
 * Turns each `$dynamicRef` of a bundled document into a `$ref` to what it finds. A schema that is come to in different dynamic scopes is copied for each of
 * them, so that all that reads the document afterwards needs to know of plain references only. `onCopy` is told from where to where.
 * The document is changed. Returns false where the copies would be too many: then it is as it was.
 */
export function makeStatic(
  document: Draft,
  anchors: ResourceAnchors,
  onCopy: (from: readonly string[], to: readonly string[]) => void,
): boolean {
  // Copies are made of what was written, not of what has become of it.
  const original = structuredClone(document);
  try {
    new Specializer(document, original, new DynamicScopes(anchors), onCopy).run();
    return true;
  } catch (error) {
    if (!(error instanceof TooManyScopes)) throw error;
    Object.assign(document, original);
    return false;
  }
}

interface Visited {
  readonly schema: Draft;
  readonly pointer: string;
  readonly scope: DynamicScope;
}

class Specializer {
  readonly #document: Draft;
  readonly #original: JsonObject;
  readonly #scopes: DynamicScopes;
  readonly #onCopy: (from: readonly string[], to: readonly string[]) => void;
  /** The scope in which each schema stands where it was written, by its pointer. */
  readonly #natural = new Map<string, DynamicScope>();
  /** Schemas from which a dynamic reference can be come to, by pointer. The others are the same in all scopes. */
  readonly #dynamic = new Set<string>();
  /** The tokens of the copies, by scope and pointer. */
  readonly #copies = new Map<string, readonly string[]>();
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();
  readonly #pending: { readonly pointer: string; readonly scope: DynamicScope; readonly to: readonly string[] }[] = [];

  constructor(
    document: Draft,
    original: JsonObject,
    scopes: DynamicScopes,
    onCopy: (from: readonly string[], to: readonly string[]) => void,
  ) {
    this.#document = document;
    this.#original = original;
    this.#taken = new Set(members(member(member(document, 'components'), 'schemas')).map(([name]) => name));
    this.#scopes = scopes;
    this.#onCopy = onCopy;
  }

  run(): void {
    const visited: Visited[] = [];
    const leadsTo = new Map<string, string[]>();
    const note = (from: string, to: string): void => {
      const known = leadsTo.get(to);
      if (known === undefined) leadsTo.set(to, [from]);
      else known.push(from);
    };
    walk(this.#document, (kind, root, trail) => {
      const start = toPointer(toTokens(trail));
      if (kind !== 'schema' || this.#natural.has(start)) return;
      this.#visit(root, start, this.#scopes.none, (found, parent) => {
        visited.push(found);
        this.#natural.set(found.pointer, found.scope);
        if (parent !== undefined) note(parent, found.pointer);
        const target = targetOf(found.schema, '$ref');
        if (target !== undefined) note(found.pointer, target);
      });
    });
    for (const { schema, pointer } of visited) if (targetOf(schema, '$dynamicRef') !== undefined) this.#dynamic.add(pointer);
    for (const pointer of this.#dynamic) for (const from of leadsTo.get(pointer) ?? []) this.#dynamic.add(from);

    for (const found of visited) this.#rewrite(found);
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const { pointer, scope, to } = next;
      const copy = structuredClone(valueAt(this.#original, parsePointer(pointer) ?? []) ?? true);
      const found: Visited[] = [];
      this.#visit(copy, pointer, scope, (each) => void found.push(each));
      for (const each of found) this.#rewrite(each);
      put(this.#document, to, copy);
    }
  }

  #rewrite({ schema, scope }: Visited): void {
    const reference = targetOf(schema, '$ref');
    if (reference !== undefined) schema['$ref'] = this.#specialized(reference, scope);
    const dynamic = targetOf(schema, '$dynamicRef');
    if (dynamic === undefined) return;
    const name = stringMember(valueAt(this.#original, parsePointer(dynamic) ?? []), '$dynamicAnchor') ?? '';
    makePlain(schema, this.#specialized(scope.anchors.get(name) ?? dynamic, scope));
  }

  /** The reference to the schema at a pointer as it is in a scope. */
  #specialized(pointer: string, outer: DynamicScope): string {
    const tokens = parsePointer(pointer) ?? [];
    const scope = this.#scopes.enter(pointer, outer);
    if (!this.#dynamic.has(pointer) || this.#natural.get(pointer)?.id === scope.id) return toFragment(tokens);
    const key = `${scope.id} ${pointer}`;
    const known = this.#copies.get(key);
    if (known !== undefined) return toFragment(known);
    if (this.#copies.size >= MOST_COPIES) throw new TooManyScopes();
    const to = ['components', 'schemas', this.#freeName(tokens.at(-1) ?? 'unnamed')];
    this.#copies.set(key, to);
    this.#pending.push({ pointer, scope, to });
    this.#onCopy(tokens, to);
    return toFragment(to);
  }

  #freeName(wanted: string): string {
    const base = wanted.replaceAll(/[^A-Za-z0-9._-]/g, '_');
    for (let count = (this.#counts.get(base) ?? 1) + 1; ; count++) {
      const name = `${base}_${count}`;
      if (this.#taken.has(name)) continue;
      this.#counts.set(base, count);
      this.#taken.add(name);
      return name;
    }
  }

  /** Every schema in a schema, itself first, with the one around it. */
  #visit(
    value: JsonValue,
    pointer: string,
    outer: DynamicScope,
    tell: (found: Visited, parent: string | undefined) => void,
    parent?: string,
  ): void {
    if (!isObject(value)) return;
    const scope = this.#scopes.enter(pointer, outer);
    tell({ schema: value as Draft, pointer, scope }, parent);
    for (const [key, inner] of members(value)) {
      const rule = memberRule('schema', key);
      const step = (item: JsonValue, ...tokens: readonly string[]): void =>
        this.#visit(item, `${pointer}${toPointer([key, ...tokens])}`, scope, tell, pointer);
      if (rule?.[0] === 'one') step(inner);
      else if (rule?.[0] === 'map') for (const [name, item] of members(inner)) step(item, name);
      else if (rule !== undefined && isArray(inner)) inner.forEach((item, index) => step(item, `${index}`));
    }
  }
}

/** The pointer that a reference of the bundled document names. */
function targetOf(schema: JsonObject, keyword: '$ref' | '$dynamicRef'): string | undefined {
  const tokens = parseFragment(stringMember(schema, keyword) ?? '');
  return tokens && toPointer(tokens);
}
