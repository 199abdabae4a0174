import { pathToFileURL } from 'node:url';

import { isArray, isObject, type JsonObject, type JsonValue, members, stringMember } from '../json.ts';
import { parseFragment, valueAt } from '../pointer.ts';
import type { Place } from './origins.ts';
import { isUrl, split } from './reference.ts';
import { type Kind, memberRule, type Trail, toTokens, trailOf } from './shapes.ts';

/** A schema resource (JSON Schema 2020-12 core section 4.3.5): a file, or a schema with `$id` in it. */
export interface Resource extends Place {
  /** Absolute, without a fragment: what references in it are relative to. */
  readonly uri: string;
  /** Whether it is called that by an `$id`; else it is a file without one. */
  readonly isCalled: boolean;
  /** Where the schemas stand that `$anchor` and `$dynamicAnchor` give a name, in the file. The first of a name counts. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
  readonly dynamicAnchors: ReadonlyMap<string, readonly string[]>;
}

interface Draft extends Resource {
  readonly anchors: Map<string, readonly string[]>;
  readonly dynamicAnchors: Map<string, readonly string[]>;
}

/**
 * What the schemas of a definition call themselves (JSON Schema 2020-12 core section 8.2). Schemas are those that stand where the format has
 * schemas: what looks like a name in an example or an extension is none.
 */
export class Names {
  readonly #files = new Map<string, Draft>();
  readonly #byUri = new Map<string, Resource>();
  readonly #byObject = new WeakMap<JsonObject, Draft>();
  readonly #seen = new WeakSet<JsonObject>();

  /** Takes note of a file, whose root is a document or a schema. `text` only serves to pass over files in which nothing has a name. */
  add(file: string, value: JsonValue, kind: Kind, text: string): void {
    if (this.#files.has(file)) return;
    const resource = draftOf(file, [], isUrl(file) ? withoutFragment(file) : pathToFileURL(file).href, false);
    this.#files.set(file, resource);
    this.#byUri.set(resource.uri, resource);
    if (NAMES.some((name) => text.includes(name))) this.#visit(kind, value, undefined, resource);
  }

  /** The resource that a schema is the root of by its `$id`. */
  of(schema: JsonObject): Resource | undefined {
    return this.#byObject.get(schema);
  }

  /** The innermost resource around a place in a file that was noted, `root` being the value of the file. */
  at(root: JsonValue, place: Place): Resource {
    return this.#around(root, place, place.tokens.length);
  }

  /** Takes note of a schema at a place where the format of its file alone does not say that there is one. */
  addSchema(root: JsonValue, place: Place, schema: JsonValue): void {
    if (!isObject(schema) || this.#seen.has(schema)) return;
    this.#visit('schema', schema, trailOf(place.tokens), this.#around(root, place, place.tokens.length - 1));
  }

  #around(root: JsonValue, { file, tokens }: Place, depth: number): Draft {
    let resource = this.#files.get(file) ?? draftOf(file, [], file, false);
    let value: JsonValue | undefined = root;
    for (let index = 0; index <= depth && value !== undefined; index++) {
      if (isObject(value)) resource = this.#byObject.get(value) ?? resource;
      value = valueAt(value, tokens.slice(index, index + 1));
    }
    return resource;
  }

  /** What a reference in a resource names, where it is something that was noted. */
  find(reference: string, from: Resource): Place | undefined {
    const [path, fragment] = split(reference);
    const resource = path === '' ? from : this.#byUri.get(resolved(path, from.uri) ?? '');
    if (resource === undefined) return undefined;
    const tokens = parseFragment(`#${fragment}`);
    if (tokens !== undefined) return { file: resource.file, tokens: [...resource.tokens, ...tokens] };
    return this.anchor(resource, fragment);
  }

  /** The schema that has a name in a file, outside of what has an `$id` of its own in it. */
  inFile(file: string, name: string): Place | undefined {
    const resource = this.#files.get(file);
    return resource && this.anchor(resource, name);
  }

  /** The schema that has a name in a resource. */
  anchor({ file, anchors, dynamicAnchors }: Resource, name: string): Place | undefined {
    const tokens = anchors.get(name) ?? dynamicAnchors.get(name);
    return tokens && { file, tokens };
  }

  #visit(kind: Kind, value: JsonValue, trail: Trail | undefined, outer: Draft): void {
    if (!isObject(value)) return;
    this.#seen.add(value);
    const resource = kind === 'schema' ? this.#named(value, trail, outer) : outer;
    for (const [key, inner] of members(value)) {
      const rule = memberRule(kind, key);
      if (rule === undefined) continue;
      const here = { parent: trail, key };
      if (rule[0] === 'one') this.#visit(rule[1], inner, here, resource);
      else if (rule[0] === 'map')
        for (const [name, item] of members(inner)) this.#visit(rule[1], item, { parent: here, key: name }, resource);
      else if (isArray(inner)) inner.forEach((item, index) => this.#visit(rule[1], item, { parent: here, key: `${index}` }, resource));
    }
  }

  #named(schema: JsonObject, trail: Trail | undefined, outer: Draft): Draft {
    const id = stringMember(schema, '$id');
    const uri = id === undefined || id.startsWith('#') ? undefined : resolved(withoutFragment(id), outer.uri);
    const resource = uri === undefined ? outer : draftOf(outer.file, toTokens(trail), uri, true);
    if (uri !== undefined) {
      this.#byObject.set(schema, resource);
      if (!this.#byUri.has(uri)) this.#byUri.set(uri, resource);
      if (trail === undefined) this.#files.set(outer.file, resource);
      if (trail === undefined) this.#byUri.set(outer.uri, resource);
    }
    const note = (names: Map<string, readonly string[]>, name: string | undefined): void => {
      if (name !== undefined && !names.has(name)) names.set(name, toTokens(trail));
    };
    note(resource.anchors, stringMember(schema, '$anchor'));
    note(resource.dynamicAnchors, stringMember(schema, '$dynamicAnchor'));
    return resource;
  }
}

function draftOf(file: string, tokens: readonly string[], uri: string, isCalled: boolean): Draft {
  return { file, tokens, uri, isCalled, anchors: new Map(), dynamicAnchors: new Map() };
}

const NAMES = ['$id', '$anchor', '$dynamicAnchor'];

function withoutFragment(uri: string): string {
  return split(uri)[0];
}

function resolved(path: string, base: string): string | undefined {
  const url = URL.parse(path, base);
  return url === null ? undefined : withoutFragment(url.href);
}
