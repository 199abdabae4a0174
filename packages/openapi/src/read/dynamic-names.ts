import { toPointer } from '@airside/domain/text';

import { items, type JsonValue } from '../json.ts';
import { parseFragment } from '../pointer.ts';
import type { Resource } from './names.ts';
import type { Place } from './origins.ts';

type Draft = Record<string, JsonValue>;

/** JSON pointers by the name of a `$dynamicAnchor`, by the JSON pointer of what was a schema resource. */
export type ResourceAnchors = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A `$dynamicAnchor` whose schema has to stand in the document. */
interface Wanted {
  readonly resource: Resource;
  readonly name: string;
  readonly place: Place;
}

/** A `$dynamicRef` of the document, and what it names at first. */
interface Reference {
  readonly schema: Draft;
  readonly name: string;
  readonly place: Place | undefined;
}

/**
 * What has to be known of the resources that schemas of a document came from to follow its `$dynamicRef` (JSON Schema 2020-12 core section
 * 8.2.3.2): which schemas have a `$dynamicAnchor` in them.
 */
export class DynamicNames {
  readonly #entered = new Map<string, Resource>();
  readonly #references: Reference[] = [];
  readonly #fragments = new Map<Resource, Map<string, string>>();

  /** What stands there in the document, down to what was entered below, came from that resource. */
  enter(tokens: readonly string[], resource: Resource): void {
    this.#entered.set(toPointer(tokens), resource);
  }

  /** `schema` has a `$dynamicRef` with that fragment; `place` is undefined where it names nothing. */
  note(schema: Draft, name: string, place: Place | undefined): void {
    this.#references.push({ schema, name, place });
  }

  /** The anchors that still have to be brought in. More may follow from each. */
  *wanted(): Generator<Wanted> {
    if (this.#references.length === 0) return;
    for (const resource of this.#entered.values()) {
      if (this.#fragments.has(resource)) continue;
      this.#fragments.set(resource, new Map());
      for (const [name, tokens] of resource.dynamicAnchors) yield { resource, name, place: { file: resource.file, tokens } };
    }
  }

  settle({ resource, name }: Wanted, fragment: string): void {
    this.#fragments.get(resource)?.set(name, toPointer(parseFragment(fragment) ?? []));
  }

  /**
   * Which schemas of the document have a `$dynamicAnchor` in each part of it that was a resource: JSON pointers by name, by the pointer of the part.
   * A reference that names no such anchor at first is a plain one, and becomes one. `resolve` finds a place that is given by name. Undefined
   * where none is left.
   */
  scopes(resolve: (place: Place) => Place | undefined): ResourceAnchors | undefined {
    if (this.#references.length === 0) return undefined;
    const anchors = new Set([...this.#entered.values()].flatMap(anchorsOf));
    const dynamic = this.#references.filter(({ schema, name, place }) => {
      const resolved = place && resolve(place);
      if (resolved !== undefined && anchors.has(`${name} ${keyOf(resolved)}`)) return true;
      makePlain(schema, schema['$dynamicRef']);
      return false;
    });
    if (dynamic.length === 0) return undefined;
    return new Map([...this.#entered].map(([pointer, resource]) => [pointer, this.#fragments.get(resource) ?? new Map()]));
  }
}

function anchorsOf({ file, dynamicAnchors }: Resource): readonly string[] {
  return [...dynamicAnchors].map(([name, tokens]) => `${name} ${keyOf({ file, tokens })}`);
}

function keyOf({ file, tokens }: Place): string {
  return JSON.stringify([file, tokens]);
}

/** Puts a plain reference in the place of the dynamic one of a schema. */
export function makePlain(schema: Draft, reference: JsonValue | undefined): void {
  delete schema['$dynamicRef'];
  if (reference === undefined) return;
  if (Object.hasOwn(schema, '$ref')) schema['allOf'] = [...items(schema['allOf']), { $ref: reference }];
  else schema['$ref'] = reference;
}
