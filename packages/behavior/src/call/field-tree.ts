import { isValueName } from '@airside/openapi';

import { boundedName, longerPath } from './bounded-name.ts';
import { LIMITS } from './limits.ts';
import { identified } from './objects.ts';
import { isPersonalField } from './personal-fields.ts';

const MOST_FIELDS = 50_000;
const MOST_CHARACTERS = 4_000_000;
const MOST_RESOURCES = 5000;

/** A field of JSON bodies: its path, and what its name says. Made once for all bodies, so that reading one makes no text. */
export class Field {
  /** Path of names, `items[].price`; '' for the body itself. */
  readonly path: string;
  /** Its own name in an object; '' where it is no member of one. */
  readonly name: string;
  /** Differs from that of any other field. */
  readonly id = ++ids;
  /** Number of the answer in which it was last seen. */
  seenIn = 0;
  readonly #resource: string;
  readonly #members = new Map<string, Field>();
  /** Members by the place at which they came last: those of most objects come in the same order. */
  readonly #byPlace: Field[] = [];
  #items: Field | undefined;
  /** What its name says is made when it is first asked for: of fields of requests nobody asks. */
  #kind: string | undefined | typeof UNREAD = UNREAD;
  #isPersonal: boolean | undefined;

  constructor(path: string, resource: string, name = '') {
    this.path = path;
    this.name = name;
    this.#resource = resource;
    made++;
    characters += path.length;
  }

  /** What a value of it identifies; undefined where it is no id. */
  get kind(): string | undefined {
    if (this.#kind === UNREAD) this.#kind = identified(this.path, this.#resource);
    return this.#kind;
  }

  get isPersonal(): boolean {
    this.#isPersonal ??= isPersonalField(this.path);
    return this.#isPersonal;
  }

  /** The field of the member at a place of an object, counted from 0. */
  memberAt(place: number, name: string): Field {
    const last = this.#byPlace[place];
    if (last?.name === name) return last;
    const field = this.member(name);
    if (field.name === name && place <= this.#byPlace.length && place < this.#members.size) this.#byPlace[place] = field;
    return field;
  }

  /** The field of a member. Names that are data share one. */
  member(name: string): Field {
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const common = memberName(name);
    let field = this.#members.get(common);
    if (field === undefined) {
      field = new Field(this.path === '' ? common : longerPath(this.path, `.${common}`), this.#resource, common);
      this.#members.set(common, field);
    }
    return field;
  }

  /** The field of the entries of a list. */
  items(): Field {
    this.#items ??= new Field(longerPath(this.path, '[]'), this.#resource);
    return this.#items;
  }
}

const UNREAD = Symbol('unread');
let ids = 0;
let made = 0;
/** Of all paths together. */
let characters = 0;
const roots = new Map<string, Field>();

/** The fields of bodies about a resource. When there are too many, all are forgotten, and made again as they come. */
export function fieldsOf(resource: string): Field {
  if (made > MOST_FIELDS || characters > MOST_CHARACTERS || roots.size > MOST_RESOURCES) {
    roots.clear();
    made = 0;
    characters = 0;
  }
  let root = roots.get(resource);
  if (root === undefined) {
    root = new Field('', resource);
    roots.set(resource, root);
  }
  return root;
}

/** The name of a member; `*` for one that is data itself, such as an id. */
function memberName(name: string): string {
  if (name.length > LIMITS.nameCharacters) return boundedName(name);
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if ((code >= 0x30 && code <= 0x39) || code === AT) return isValueName(name) ? '*' : name;
  }
  return name;
}

const AT = 0x40;
