import { basename, extname } from 'node:path';

import { suggest } from '@airside/domain';

import { isArray, isObject, type JsonObject, type JsonValue, member, members } from '../json.ts';
import { parseFragment, toFragment, valueAt } from '../pointer.ts';
import type { Dialect } from './dialect.ts';
import type { Finding } from './finding.ts';
import type { Library, Source } from './library.ts';
import { Origins, type Place } from './origins.ts';
import { sectionOf } from './sections.ts';
import { type Kind, memberRule, type Trail, toTokens } from './shapes.ts';

export interface Bundle {
  readonly document: JsonObject;
  readonly origins: Origins;
}

type Draft = Record<string, JsonValue>;

/** Something in another file that a reference names, and what is to be done once that file is there. */
interface Pending {
  readonly target: Place;
  readonly from: Place;
  readonly accept: (value: JsonValue | undefined) => void;
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
  readonly #placed = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(root: Source, dialect: Dialect, library: Library) {
    this.#root = root;
    this.#dialect = dialect;
    this.#library = library;
    this.origins = new Origins(root.file);
  }

  async run(): Promise<void> {
    this.#copyMembers(this.#root.value, 'document', this.#root.file, undefined, undefined, this.document);
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const source = await this.#library.read(next.target.file, next.from);
      const value = source && valueAt(source.value, next.target.tokens);
      if (source && value === undefined) this.#library.findings.push(dangling(source.value, next));
      next.accept(value);
    }
  }

  /** `here` is the place in the file that is copied from, `there` the place in the document that is copied to. */
  #copy(value: JsonValue, kind: Kind, file: string, here: Trail | undefined, there: Trail | undefined): JsonValue {
    if (!isObject(value)) return value;
    const target: Draft = {};
    const reference = value['$ref'];
    if (typeof reference === 'string') this.#refer(reference, kind, file, here, there, target);
    this.#copyMembers(value, kind, file, here, there, target);
    return target;
  }

  #copyMembers(value: JsonValue, kind: Kind, file: string, here: Trail | undefined, there: Trail | undefined, target: Draft): void {
    for (const [key, inner] of members(value)) {
      if (key === '$ref' && typeof inner === 'string') continue;
      const rule = memberRule(kind, key);
      const [from, to] = [
        { parent: here, key },
        { parent: there, key },
      ];
      const step = (name: string, item: JsonValue): JsonValue =>
        this.#copy(item, rule?.[1] ?? kind, file, { parent: from, key: name }, { parent: to, key: name });
      if (rule?.[0] === 'one') target[key] = this.#copy(inner, rule[1], file, from, to);
      else if (rule?.[0] === 'list' && isArray(inner)) target[key] = inner.map((item, index) => step(`${index}`, item));
      else if (rule?.[0] === 'map' && isObject(inner)) {
        target[key] = Object.fromEntries(members(inner).map(([name, item]) => [name, step(name, item)]));
      } else if (key === 'discriminator' && kind === 'schema') target[key] = this.#copyDiscriminator(inner, file, from);
      else if (key === 'security' && this.#dialect === '3.2') target[key] = this.#copySecurity(inner, file, from);
      else target[key] = inner;
    }
  }

  /** The values of `mapping` are names or references (OpenAPI 3.1 section 4.8.25); as references are taken those that cannot be names. */
  #copyDiscriminator(discriminator: JsonValue, file: string, here: Trail): JsonValue {
    const mapping = member(discriminator, 'mapping');
    if (!isObject(discriminator) || !isObject(mapping)) return discriminator;
    const copied = members(mapping).map(([value, schema]): readonly [string, JsonValue] => {
      if (typeof schema !== 'string' || !/[/#]/.test(schema)) return [value, schema];
      const tokens = [...toTokens(here), 'mapping', value];
      return [value, this.#relocated(schema, 'schema', { file, tokens }) ?? schema];
    });
    return { ...discriminator, mapping: Object.fromEntries(copied) };
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
    return parsed.file === this.#root.file ? toFragment(parsed.tokens) : this.#place(parsed, kind, from);
  }

  #refer(reference: string, kind: Kind, file: string, here: Trail | undefined, there: Trail | undefined, target: Draft): void {
    const parsed = this.#library.target(reference, file);
    const from = (): Place => ({ file, tokens: [...toTokens(here), '$ref'] });
    if (parsed.kind === 'refused') {
      const { kind: _, ...details } = parsed;
      this.#library.findings.push({ severity: 'error', ...from(), ...details, found: reference });
      target['$ref'] = reference;
    } else if (parsed.file === this.#root.file) {
      target['$ref'] = toFragment(parsed.tokens);
    } else if (kind === 'pathItem') {
      const placed = toTokens(there);
      if (placed.length > MOST_NESTED) return;
      this.#pending.push({
        target: parsed,
        from: from(),
        accept: (value) => {
          if (value === undefined) return;
          this.origins.add(placed, parsed);
          const item = this.#copy(value, kind, parsed.file, trailOf(parsed.tokens), there);
          Object.assign(target, isObject(item) ? { ...item, ...target } : {});
        },
      });
    } else {
      target['$ref'] = this.#place(parsed, kind, from());
    }
  }

  /** The reference to the copy of what stands at `target`, which will be made if it is not there yet. */
  #place(target: Place, kind: Kind, from: Place): string {
    const key = JSON.stringify([kind, target.file, target.tokens]);
    const known = this.#placed.get(key);
    if (known !== undefined) return known;
    const section = sectionOf(kind, this.#dialect === '2.0' ? 2 : 3) ?? ['components', `x-${kind}`];
    const placed = [...section, this.#freeName(section, target)];
    const reference = toFragment(placed);
    this.#placed.set(key, reference);
    this.#pending.push({
      target,
      from,
      accept: (value) => {
        this.origins.add(placed, target);
        // What is missing was told of. A reference that no check can read stands for it, so that none reports it again.
        const copied =
          value === undefined ? { $ref: target.file } : this.#copy(value, kind, target.file, trailOf(target.tokens), trailOf(placed));
        put(this.document, placed, copied);
      },
    });
    return reference;
  }

  #freeName(section: readonly string[], target: Place): string {
    const last = target.tokens.at(-1) ?? basename(target.file, extname(target.file));
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

function trailOf(tokens: readonly string[]): Trail | undefined {
  return tokens.reduce<Trail | undefined>((parent, key) => ({ parent, key }), undefined);
}

function put(document: Draft, tokens: readonly string[], value: JsonValue): void {
  let at = document;
  for (const token of tokens.slice(0, -1)) {
    const inner = at[token];
    const next: Draft = isObject(inner) ? inner : {};
    at[token] = next;
    at = next;
  }
  at[tokens.at(-1) ?? ''] = value;
}

function dangling(value: JsonValue, { target, from }: Pending): Finding {
  const name = target.tokens.at(-1) ?? '';
  const siblings = members(valueAt(value, target.tokens.slice(0, -1))).map(([sibling]) => sibling);
  const near = suggest(name, siblings);
  return {
    severity: 'error',
    ...from,
    message: 'a reference points to nothing',
    expected: `a value in ${target.file}`,
    found: toFragment(target.tokens),
    ...(near === undefined ? {} : { hint: `Did you mean ${toFragment([...target.tokens.slice(0, -1), near])}?` }),
  };
}
