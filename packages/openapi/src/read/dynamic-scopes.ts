import type { ResourceAnchors } from './dynamic-names.ts';

/** The schemas that `$dynamicRef` finds by name: those of the resources that were gone through, the outermost of a name first. */
export interface DynamicScope {
  /** Different for different scopes of a document. */
  readonly id: number;
  /** JSON pointers by name. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** Each multiplies the schemas of the document. */
const MOST_SCOPES = 1000;

/** The references multiply beyond bounds. */
export class TooManyScopes extends Error {}

/** The dynamic scopes of a document (JSON Schema 2020-12 core section 7.1). */
export class DynamicScopes {
  readonly none: DynamicScope = { id: 0, anchors: new Map() };
  readonly #resources: ResourceAnchors;
  readonly #known = new Map<string, DynamicScope>();

  constructor(resources: ResourceAnchors) {
    this.#resources = resources;
  }

  /** The scope in what stands at a pointer, come to from another one. Throws `TooManyScopes`. */
  enter(pointer: string, outer: DynamicScope): DynamicScope {
    const found = [...this.#around(pointer)].filter(([name]) => !outer.anchors.has(name));
    if (found.length === 0) return outer;
    const anchors = new Map([...outer.anchors, ...found]);
    const content = JSON.stringify([...anchors].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const scope = this.#known.get(content) ?? { id: this.#known.size + 1, anchors };
    if (scope.id > MOST_SCOPES) throw new TooManyScopes();
    this.#known.set(content, scope);
    return scope;
  }

  /** What the innermost part around a pointer has that was a resource. */
  #around(pointer: string): ReadonlyMap<string, string> {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = this.#resources.get(at);
      if (found !== undefined || at === '') return found ?? new Map();
    }
  }
}
