import type { RecordedMessage } from '@airside/domain';
import type { JsonValue } from '@airside/openapi';

import { combined } from '../sketch/index.ts';
import { parsed } from './body-parameters.ts';
import type { Answer } from './call.ts';
import { type Field, fieldsOf } from './field-tree.ts';
import { isList } from './json-leaves.ts';
import { LIMITS } from './limits.ts';
import { objectOf } from './objects.ts';

/**
 * What a recorded answer brought, where it is JSON; undefined where there is nothing to look at. `resource` is what a plain `id` is of. Linear in the body,
 * bounded in depth, values, objects and fields; personal data is told by the names of fields and by the form of e-mail addresses.
 */
export function answerOf(response: RecordedMessage | undefined, resource: string): Answer | undefined {
  const body = response?.body;
  if (body === undefined || body.length < 2 || body.length > LIMITS.bodyCharacters) return undefined;
  const first = body.charCodeAt(0);
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY && first > SPACE) return undefined;
  const value = parsed(body);
  if (value === undefined) return undefined;
  const reader = new AnswerReader();
  reader.read(value, fieldsOf(resource), 0);
  return reader.answer();
}

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const SPACE = 0x20;

/** So many are looked through one by one. */
const FEW = 8;

let answers = 0;

class AnswerReader {
  readonly #number = ++answers;
  readonly #objects: string[] = [];
  /** The same as a set, where they are more than a few. */
  #seen: Set<string> | undefined;
  readonly #fields: string[] = [];
  #shape = 0;
  #records = 0;
  #personal = 0;
  #left: number = LIMITS.bodyValues * 4;

  read(value: JsonValue, field: Field, depth: number): void {
    if (--this.#left < 0) return;
    if (typeof value === 'object' && value !== null) {
      if (isList(value)) {
        this.#records += value.length;
        if (depth < LIMITS.depth) this.#readItems(value, field.items(), depth + 1);
      } else if (depth < LIMITS.depth) this.#readMembers(value, field, depth + 1);
    } else if (value !== null) this.#leaf(field, value);
  }

  answer(): Answer {
    return { objects: this.#objects, fields: this.#fields, shape: this.#shape, records: this.#records, personal: this.#personal };
  }

  #readItems(items: readonly JsonValue[], field: Field, depth: number): void {
    for (let index = 0; index < items.length && this.#left > 0; index++) this.read(items[index] ?? null, field, depth);
  }

  #readMembers(members: { readonly [name: string]: JsonValue }, field: Field, depth: number): void {
    let place = 0;
    for (const name in members) {
      if (this.#left <= 0) return;
      this.read(members[name] ?? null, field.memberAt(place++, name), depth);
    }
  }

  #leaf(field: Field, value: string | number | boolean): void {
    if (field.seenIn !== this.#number) {
      field.seenIn = this.#number;
      this.#shape = combined(this.#shape, field.id);
      if (this.#fields.length < LIMITS.fields) this.#fields.push(field.path);
    }
    if (typeof value === 'boolean') return;
    if (field.kind !== undefined) this.#object(field.kind, value);
    if (value !== '' && value !== '***' && (field.isPersonal || (typeof value === 'string' && isEmailLike(value)))) this.#personal++;
  }

  #object(kind: string, value: string | number): void {
    if (this.#objects.length >= LIMITS.objects) return;
    const object = objectOf(kind, String(value));
    if (object === undefined || (this.#seen?.has(object) ?? this.#objects.includes(object))) return;
    this.#objects.push(object);
    if (this.#seen === undefined && this.#objects.length > FEW) this.#seen = new Set(this.#objects);
    else this.#seen?.add(object);
  }
}

function isEmailLike(text: string): boolean {
  const at = text.indexOf('@');
  return at > 0 && text.length <= 254 && text.indexOf('.', at) > at + 1 && !text.includes(' ');
}
