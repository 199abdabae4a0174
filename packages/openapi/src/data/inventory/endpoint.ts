import type { DataClass } from '../data-class.ts';
import type { ClassIndex } from '../judge/class-index.ts';
import type { NameEvidence } from '../names/name-index.ts';
import { resourceOf } from '../walk/path-values.ts';
import { DistinctSketch } from './distinct-sketch.ts';
import { Field, ITEMS, KEY, ROOT } from './field.ts';
import { Volume } from './volume.ts';

export const DIRECTIONS = ['request', 'response'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const PLACES = ['path', 'query', 'header', 'body'] as const;
export type Place = (typeof PLACES)[number];

/** One operation as traffic shows it: its fields, and how much of which class went through them. */
export class Endpoint {
  readonly api: string | null;
  readonly host: string;
  readonly method: string;
  readonly template: string;
  readonly callers = new DistinctSketch();
  calls = 0;
  firstSeenMs = Number.POSITIVE_INFINITY;
  lastSeenMs = Number.NEGATIVE_INFINITY;
  /** Fields that found no room. */
  crowdedOut = 0;
  readonly volumes: Readonly<Record<Direction, Map<DataClass, Volume>>> = { request: new Map(), response: new Map() };
  readonly #index: ClassIndex;
  readonly #resource: string | undefined;
  readonly #roots = new Map<string, Field>();
  #room: number;

  constructor(identity: Pick<Endpoint, 'api' | 'host' | 'method' | 'template'>, index: ClassIndex, mostFields: number) {
    this.api = identity.api;
    this.host = identity.host;
    this.method = identity.method;
    this.template = identity.template;
    this.#index = index;
    this.#resource = resourceOf(identity.template);
    this.#room = mostFields;
  }

  /** The field above all fields of a place. */
  root(direction: Direction, place: Place): Field {
    const key = `${direction} ${place}`;
    let root = this.#roots.get(key);
    if (root === undefined) {
      root = new Field(ROOT, undefined, []);
      this.#roots.set(key, root);
    }
    return root;
  }

  get roots(): readonly { readonly direction: Direction; readonly place: Place; readonly field: Field }[] {
    return DIRECTIONS.flatMap((direction) =>
      PLACES.flatMap((place) => {
        const field = this.#roots.get(`${direction} ${place}`);
        return field === undefined ? [] : [{ direction, place, field }];
      }),
    );
  }

  /** A field that was not seen before; undefined where there is no room. */
  readonly make = (parent: Field, name: string): Field | undefined => this.makeNamed(parent, name, []);

  /** The same where something else than its name says what it is, too. */
  makeNamed(parent: Field, name: string, also: readonly NameEvidence[]): Field | undefined {
    if (this.#room <= 0) {
      this.crowdedOut++;
      return undefined;
    }
    this.#room--;
    const named = this.#index.named(...this.#meaning(parent, name));
    const strong = new Set(named.filter(({ strength }) => strength === 'strong').map(({ dataClass }) => dataClass));
    const added = also.filter(({ dataClass }) => !strong.has(dataClass));
    return new Field(name, parent, [...named.filter(({ dataClass }) => added.every((each) => each.dataClass !== dataClass)), ...added]);
  }

  volume(direction: Direction, dataClass: DataClass): Volume {
    const volumes = this.volumes[direction];
    let volume = volumes.get(dataClass);
    if (volume === undefined) {
      volume = new Volume();
      volumes.set(dataClass, volume);
    }
    return volume;
  }

  /** What names a field, and what it is a part of: items are named by their array, members of a map by nothing. */
  #meaning(parent: Field, name: string): [string, string | undefined] {
    let owner: Field | undefined = parent;
    while (owner !== undefined && (owner.name === ITEMS || owner.name === KEY)) owner = owner.parent;
    const ownerName = owner === undefined || owner.name === ROOT ? this.#resource : owner.name;
    if (name !== ITEMS) return [name === KEY ? '' : name, ownerName];
    let above = owner?.parent;
    while (above !== undefined && (above.name === ITEMS || above.name === KEY)) above = above.parent;
    return [
      owner === undefined || owner.name === ROOT ? '' : owner.name,
      above === undefined || above.name === ROOT ? this.#resource : above.name,
    ];
  }
}
