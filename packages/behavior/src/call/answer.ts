import type { RecordedMessage } from '@airside/domain';
import type { JsonValue } from '@airside/openapi';

import { memberName, parsed } from './body-parameters.ts';
import type { Answer } from './call.ts';
import { isList } from './json-leaves.ts';
import { LIMITS } from './limits.ts';
import { identified, objectOf } from './objects.ts';
import { isPersonalField } from './personal-fields.ts';

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
  const reader = new AnswerReader(resource);
  reader.read(value, '', 0);
  return reader.answer();
}

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const SPACE = 0x20;

class AnswerReader {
  readonly #resource: string;
  readonly #objects = new Set<string>();
  readonly #fields = new Map<string, { readonly kind: string | undefined; readonly isPersonal: boolean }>();
  #records = 0;
  #personal = 0;
  #left: number = LIMITS.bodyValues * 4;

  constructor(resource: string) {
    this.#resource = resource;
  }

  read(value: JsonValue, path: string, depth: number): void {
    if (--this.#left < 0) return;
    if (isList(value)) {
      this.#records += value.length;
      if (depth >= LIMITS.depth) return;
      const items = `${path}[]`;
      for (const item of value) this.read(item, items, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= LIMITS.depth) return;
      for (const name in value) {
        if (this.#left <= 0) return;
        const own = value[name] ?? null;
        this.read(own, path === '' ? memberName(name) : `${path}.${memberName(name)}`, depth + 1);
      }
    } else if (value !== null) this.#leaf(path, value);
  }

  answer(): Answer {
    return { objects: [...this.#objects], fields: [...this.#fields.keys()], records: this.#records, personal: this.#personal };
  }

  #leaf(path: string, value: string | number | boolean): void {
    let field = this.#fields.get(path);
    if (field === undefined) {
      field = { kind: identified(path, this.#resource), isPersonal: isPersonalField(path) };
      if (this.#fields.size < LIMITS.fields) this.#fields.set(path, field);
    }
    if (typeof value === 'boolean') return;
    if (field.kind !== undefined && this.#objects.size < LIMITS.objects) {
      const object = objectOf(field.kind, String(value));
      if (object !== undefined) this.#objects.add(object);
    }
    if (value !== '' && value !== '***' && (field.isPersonal || (typeof value === 'string' && isEmailLike(value)))) this.#personal++;
  }
}

function isEmailLike(text: string): boolean {
  const at = text.indexOf('@');
  return at > 0 && text.length <= 254 && text.indexOf('.', at) > at + 1 && !text.includes(' ');
}
