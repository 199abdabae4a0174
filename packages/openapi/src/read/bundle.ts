import { basename, extname } from 'node:path';

import { suggest } from '@airside/domain';

import { isArray, isObject, type JsonObject, type JsonValue, members } from '../json.ts';
import { valueAt } from '../pointer.ts';
import type { Finding } from './finding.ts';
import type { Library } from './library.ts';
import type { Source } from './load.ts';
import { Origins, type Place } from './origins.ts';
import { parseReference } from './reference.ts';
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
export async function bundle(root: Source, version: 2 | 3, library: Library): Promise<Bundle> {
  const bundler = new Bundler(root, version, library);
  await bundler.run();
  return { document: bundler.document, origins: bundler.origins };
}

class Bundler {
  readonly document: Draft = {};
  readonly origins: Origins;
  readonly #root: Source;
  readonly #version: 2 | 3;
  readonly #library: Library;
  readonly #pending: Pending[] = [];
  readonly #placed = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(root: Source, version: 2 | 3, library: Library) {
    this.#root = root;
    this.#version = version;
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
      } else target[key] = inner;
    }
  }

  #refer(reference: string, kind: Kind, file: string, here: Trail | undefined, there: Trail | undefined, target: Draft): void {
    const parsed = parseReference(reference, file);
    const from = { file, tokens: [...toTokens(here), '$ref'] };
    if (parsed.kind === 'refused') {
      const { kind: _, ...details } = parsed;
      this.#library.findings.push({ severity: 'error', ...from, ...details, found: reference });
      target['$ref'] = reference;
    } else if (parsed.file === this.#root.file) {
      target['$ref'] = fragment(parsed.tokens);
    } else if (kind === 'pathItem') {
      const placed = toTokens(there);
      if (placed.length > MOST_NESTED) return;
      this.#pending.push({
        target: parsed,
        from,
        accept: (value) => {
          if (value === undefined) return;
          this.origins.add(placed, parsed);
          const item = this.#copy(value, kind, parsed.file, trailOf(parsed.tokens), there);
          Object.assign(target, isObject(item) ? { ...item, ...target } : {});
        },
      });
    } else {
      target['$ref'] = this.#place(parsed, kind, from);
    }
  }

  /** The reference to the copy of what stands at `target`, which will be made if it is not there yet. */
  #place(target: Place, kind: Kind, from: Place): string {
    const key = JSON.stringify([kind, target.file, target.tokens]);
    const known = this.#placed.get(key);
    if (known !== undefined) return known;
    const section = sectionOf(kind, this.#version) ?? ['components', `x-${kind}`];
    const placed = [...section, this.#freeName(section, target)];
    const reference = fragment(placed);
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
      const path = fragment([...section, name]);
      if (this.#taken.has(path) || (isObject(existing) && Object.hasOwn(existing, name))) continue;
      this.#taken.add(path);
      return name;
    }
  }
}

/** Path items are copied to where they are used: a file that refers to itself through callbacks would never end. */
const MOST_NESTED = 50;

function fragment(tokens: readonly string[]): string {
  return `#${tokens.map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

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
    found: fragment(target.tokens),
    ...(near === undefined ? {} : { hint: `Did you mean ${fragment([...target.tokens.slice(0, -1), near])}?` }),
  };
}
