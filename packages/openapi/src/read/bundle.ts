import { basename, extname } from 'node:path';

import { isArray, isObject, type JsonObject, type JsonValue, member, members } from '../json.ts';
import { parseFragment, toFragment, valueAt } from '../pointer.ts';
import type { Dialect } from './dialect.ts';
import { DynamicNames } from './dynamic-names.ts';
import type { Library, Source } from './library.ts';
import type { Resource } from './names.ts';
import { Origins, type Place } from './origins.ts';
import { dangling, type NamedPlace, type Pending } from './pending.ts';
import { put } from './put.ts';
import { split, type Target } from './reference.ts';
import { sectionOf } from './sections.ts';
import { type Kind, memberRule, type Trail, toTokens, trailOf } from './shapes.ts';
import { makeStatic } from './static-references.ts';

export interface Bundle {
  readonly document: JsonObject;
  readonly origins: Origins;
}

type Draft = Record<string, JsonValue>;

/** A value of the mapping of a discriminator that was copied as it is. */
interface Mapping {
  readonly copied: Draft;
  readonly value: string;
  readonly schema: string;
  readonly from: Place;
}

/**
 * One document out of the file and all that it refers to: what other files hold is copied to where the document keeps reusable objects,
 * once each, and the references point there. References inside the first file stay as they are. Findings go to the library.
 */
export async function bundle(root: Source, dialect: Dialect, library: Library): Promise<Bundle> {
  const bundler = new Bundler(root, dialect, library);
  await bundler.run();
  return { document: bundler.document, origins: bundler.origins };
}

class Bundler {
  readonly document: Draft = {};
  readonly origins: Origins;
  readonly #root: Source;
  readonly #dialect: Dialect;
  readonly #library: Library;
  readonly #pending: Pending[] = [];
  readonly #mappings: Mapping[] = [];
  readonly #placed = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Names are a matter of JSON Schema 2020-12: schemas of OpenAPI 2.0 and 3.0 have none. */
  readonly #followsNames: boolean;
  readonly #dynamic = new DynamicNames();

  constructor(root: Source, dialect: Dialect, library: Library) {
    this.#root = root;
    this.#dialect = dialect;
    this.#library = library;
    this.#followsNames = dialect === '3.1' || dialect === '3.2';
    this.origins = new Origins(root.file);
  }

  async run(): Promise<void> {
    const resource = this.#resourceAt(this.#root.value, { file: this.#root.file, tokens: [] });
    this.#dynamic.enter([], resource);
    this.#copyMembers(this.#root.value, 'document', resource, undefined, undefined, this.document);
    await this.#settle();
    for (let next = this.#mappings.shift(); next !== undefined; next = this.#mappings.shift()) {
      this.#relocateMapping(next);
      await this.#settle();
    }
    for (const name of this.#dynamic.wanted()) {
      this.#dynamic.settle(name, this.#fragmentOf(name.place, 'schema', name.place));
      await this.#settle();
    }
    const anchors = this.#dynamic.scopes((place) => this.#resolved(place));
    const onCopy = (from: readonly string[], to: readonly string[]): void => this.origins.add(to, this.origins.trace(from));
    if (anchors === undefined || makeStatic(this.document, anchors, onCopy)) return;
    const message = 'dynamic references multiply the schemas of the definition';
    this.#library.findings.push({ severity: 'error', file: this.#root.file, tokens: [], message, expected: 'at most 100000 more' });
  }

  #resolved({ file, tokens, anchor }: NamedPlace): Place | undefined {
    return anchor === undefined ? { file, tokens } : this.#library.names.inFile(file, anchor);
  }

  #resourceAt(root: JsonValue, place: Place): Resource {
    return this.#library.names.at(root, place);
  }

  async #settle(): Promise<void> {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const source = await this.#library.read(next.target.file, next.from);
      const place = this.#resolved(next.target);
      const value = source && place && valueAt(source.value, place.tokens);
      if (source && value === undefined) this.#library.findings.push(dangling(source.value, next));
      if (source && value !== undefined && place && this.#followsNames) this.#library.names.addSchema(source.value, place, value);
      next.accept(value, place ?? next.target);
    }
  }

  /** `here` is the place in the file that is copied from, `there` the place in the document that is copied to. */
  #copy(value: JsonValue, kind: Kind, resource: Resource, here: Trail | undefined, there: Trail | undefined): JsonValue {
    if (!isObject(value)) return value;
    const target: Draft = {};
    const called = kind === 'schema' && this.#followsNames ? this.#library.names.of(value) : undefined;
    if (called !== undefined) this.#dynamic.enter(toTokens(there), called);
    const around = called ?? resource;
    const reference = value['$ref'];
    if (typeof reference === 'string') this.#refer(reference, kind, around, here, there, target);
    this.#copyMembers(value, kind, around, here, there, target);
    if (kind === 'schema' && this.#followsNames) this.#withoutNames(target, around, here);
    return target;
  }

  /** What a schema calls itself is of no use where all references are pointers, and would mislead whoever reads the document again. */
  #withoutNames(target: Draft, resource: Resource, here: Trail | undefined): void {
    for (const name of ['$id', '$anchor']) if (typeof target[name] === 'string') delete target[name];
    const reference = target['$dynamicRef'];
    if (typeof reference !== 'string') return;
    const from = { file: resource.file, tokens: [...toTokens(here), '$dynamicRef'] };
    const parsed = this.#library.schemaTarget(reference, resource);
    if (parsed.kind === 'refused') this.#refuse(parsed, reference, from);
    else target['$dynamicRef'] = this.#fragmentOf(parsed, 'schema', from);
    this.#dynamic.note(target, split(reference)[1], parsed.kind === 'place' ? parsed : undefined);
  }

  #refuse({ kind: _, ...details }: Extract<Target, { kind: 'refused' }>, reference: string, from: Place): void {
    this.#library.findings.push({ severity: 'error', ...from, ...details, found: reference });
  }

  /** The reference in the bundled document to what stands at a place in a file. */
  #fragmentOf(place: NamedPlace, kind: Kind, from: Place): string {
    return place.file === this.#root.file ? toFragment(place.tokens) : this.#place(place, kind, from);
  }

  #copyMembers(value: JsonValue, kind: Kind, resource: Resource, here: Trail | undefined, there: Trail | undefined, target: Draft): void {
    for (const [key, inner] of members(value)) {
      if (key === '$ref' && typeof inner === 'string') continue;
      const rule = memberRule(kind, key);
      const [from, to] = [
        { parent: here, key },
        { parent: there, key },
      ];
      const step = (name: string, item: JsonValue): JsonValue =>
        this.#copy(item, rule?.[1] ?? kind, resource, { parent: from, key: name }, { parent: to, key: name });
      if (rule?.[0] === 'one') target[key] = this.#copy(inner, rule[1], resource, from, to);
      else if (rule?.[0] === 'list' && isArray(inner)) target[key] = inner.map((item, index) => step(`${index}`, item));
      else if (rule?.[0] === 'map' && isObject(inner)) {
        target[key] = Object.fromEntries(members(inner).map(([name, item]) => [name, step(name, item)]));
      } else if (key === 'discriminator' && kind === 'schema') target[key] = this.#copyDiscriminator(inner, resource.file, from);
      else if (key === 'security' && this.#dialect === '3.2') target[key] = this.#copySecurity(inner, resource.file, from);
      else target[key] = inner;
    }
  }

  /** The values of `mapping` are names or references (OpenAPI 3.1 section 4.8.25); as references are taken those that cannot be names. */
  #copyDiscriminator(discriminator: JsonValue, file: string, here: Trail): JsonValue {
    const mapping = member(discriminator, 'mapping');
    if (!isObject(discriminator) || !isObject(mapping)) return discriminator;
    const copied: Draft = { ...mapping };
    for (const [value, schema] of members(mapping)) {
      if (typeof schema !== 'string' || !/[/#]/.test(schema)) continue;
      this.#mappings.push({ copied, value, schema, from: { file, tokens: [...toTokens(here), 'mapping', value] } });
    }
    return { ...discriminator, mapping: copied };
  }

  /** A mapping is a hint: it does not bring in files to which nothing else refers, and what it says of others stays as it is. */
  #relocateMapping({ copied, value, schema, from }: Mapping): void {
    const parsed = this.#library.target(schema, from.file);
    if (parsed.kind === 'refused' || this.#library.sourceOf(parsed.file) === undefined) return;
    copied[value] = this.#relocated(schema, 'schema', from) ?? schema;
  }

  /** From 3.2 on a security requirement may name a scheme by its URI (section 4.30), where no component is called that. */
  #copySecurity(security: JsonValue, file: string, here: Trail): JsonValue {
    const known = valueAt(this.#root.value, sectionOf('securityScheme', 3) ?? []);
    if (!isArray(security)) return security;
    return security.map((requirement, index) => {
      if (!isObject(requirement)) return requirement;
      const copied = members(requirement).map(([name, scopes]): readonly [string, JsonValue] => {
        if (member(known, name) !== undefined || !/[/#]/.test(name)) return [name, scopes];
        const reference = this.#relocated(name, 'securityScheme', { file, tokens: [...toTokens(here), `${index}`, name] });
        return [parseFragment(reference ?? '')?.at(-1) ?? name, scopes];
      });
      return Object.fromEntries(copied);
    });
  }

  /** A reference that is no `$ref`, as it reads in the bundled document; undefined where it names nothing that can be read. */
  #relocated(reference: string, kind: Kind, from: Place): string | undefined {
    const parsed = this.#library.target(reference, from.file);
    if (parsed.kind === 'refused') return undefined;
    return this.#fragmentOf(parsed, kind, from);
  }

  #refer(reference: string, kind: Kind, resource: Resource, here: Trail | undefined, there: Trail | undefined, target: Draft): void {
    const followsNames = kind === 'schema' && this.#followsNames;
    const parsed = followsNames ? this.#library.schemaTarget(reference, resource) : this.#library.target(reference, resource.file);
    const from = (): Place => ({ file: resource.file, tokens: [...toTokens(here), '$ref'] });
    if (parsed.kind === 'refused') {
      this.#refuse(parsed, reference, from());
      target['$ref'] = reference;
    } else if (parsed.file === this.#root.file) {
      target['$ref'] = toFragment(parsed.tokens);
    } else if (kind === 'pathItem') {
      const placed = toTokens(there);
      if (placed.length > MOST_NESTED) return;
      this.#pending.push({
        target: parsed,
        from: from(),
        accept: (value, place) => {
          if (value === undefined) return;
          this.origins.add(placed, place);
          const item = this.#copy(value, kind, this.#around(place), trailOf(place.tokens), there);
          Object.assign(target, isObject(item) ? { ...item, ...target } : {});
        },
      });
    } else {
      target['$ref'] = this.#place(parsed, kind, from());
    }
  }

  /** The reference to the copy of what stands at `target`, which will be made if it is not there yet. */
  #place(target: NamedPlace, kind: Kind, from: Place): string {
    const key = JSON.stringify([kind, target.file, target.tokens, target.anchor]);
    const known = this.#placed.get(key);
    if (known !== undefined) return known;
    const section = sectionOf(kind, this.#dialect === '2.0' ? 2 : 3) ?? ['components', `x-${kind}`];
    const placed = [...section, this.#freeName(section, target)];
    const reference = toFragment(placed);
    this.#placed.set(key, reference);
    this.#pending.push({
      target,
      from,
      accept: (value, place) => {
        this.origins.add(placed, place);
        const around = this.#around(place);
        if (kind === 'schema') this.#dynamic.enter(placed, around);
        // What is missing was told of. A reference that no check can read stands for it, so that none reports it again.
        const copied =
          value === undefined ? { $ref: target.file } : this.#copy(value, kind, around, trailOf(place.tokens), trailOf(placed));
        put(this.document, placed, copied);
      },
    });
    return reference;
  }

  #around(place: Place): Resource {
    return this.#resourceAt(this.#library.sourceOf(place.file)?.value ?? null, place);
  }

  #freeName(section: readonly string[], target: NamedPlace): string {
    const last = target.anchor ?? target.tokens.at(-1) ?? basename(target.file, extname(target.file));
    const wanted = last.replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'unnamed';
    const existing = valueAt(this.#root.value, section);
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      const path = toFragment([...section, name]);
      if (this.#taken.has(path) || (isObject(existing) && Object.hasOwn(existing, name))) continue;
      this.#taken.add(path);
      return name;
    }
  }
}

/** Path items are copied to where they are used: a file that refers to itself through callbacks would never end. */
const MOST_NESTED = 50;
