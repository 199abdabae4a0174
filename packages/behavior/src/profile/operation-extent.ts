import { REDACTED } from '@airside/domain';
import { z } from 'zod';

import type { Call, Place } from '../call/call.ts';
import { savedName } from '../saved/saved-name.ts';
import { CallerSet } from './caller-set.ts';
import { ParameterExtent, type ParameterView, savedParameter } from './parameter-extent.ts';
import { Reach } from './reach.ts';
import type { ValueReading } from './value-reading.ts';

const MOST_PARAMETERS = 150;
const MOST_MEDIA_TYPES = 4;
const LONGEST_MEDIA_TYPE = 100;
/** What a set of callers has in base64. */
const LONGEST_CALLERS = 300;
const LONGEST_SIZES = 2048;
const NO_BITS: ReadonlySet<number> = new Set();

/** Where parameters stand of which extents are kept. */
export const PROFILED = ['path', 'query', 'body'] as const;

export type ProfiledPlace = (typeof PROFILED)[number];

const count = z
  .int()
  .min(0)
  .max(2 ** 45);

export const savedOperation = z.strictObject({
  requests: count,
  bodies: count,
  withBody: count,
  firstMs: z.number().nonnegative(),
  lastMs: z.number().nonnegative(),
  callers: z.string().max(LONGEST_CALLERS),
  sizes: z.string().max(LONGEST_SIZES),
  mediaTypes: z.array(z.string().max(LONGEST_MEDIA_TYPE)).max(MOST_MEDIA_TYPES + 1),
  isFull: z.boolean(),
  parameters: z.array(z.tuple([z.enum(PROFILED), savedName, savedParameter])).max(MOST_PARAMETERS),
});

export type SavedOperation = Readonly<z.infer<typeof savedOperation>>;

/** What requests of an operation look like. */
export interface OperationView {
  readonly requests: number;
  /** Requests whose body was seen, and those that had one. */
  readonly bodies: number;
  readonly withBody: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly callers: number;
  /** Largest body that two groups of callers sent. */
  readonly mostBytes: number;
  readonly mediaTypes: readonly string[];
  /** There were more names than are told apart. */
  readonly isFull: boolean;
  readonly parameters: readonly (ParameterView & { readonly place: ProfiledPlace; readonly name: string })[];
}

/** How far requests of one operation go. Bounded; how many parameters there may be of all together its owner says. */
export class OperationExtent {
  #requests = 0;
  #bodies = 0;
  #withBody = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = 0;
  #isFull = false;
  #contentType = '';
  #count = 0;
  readonly #callers = new CallerSet();
  readonly #bodyBytes = new Reach();
  readonly #mediaTypes = new Set<string>();
  readonly #parameters: Readonly<Record<ProfiledPlace, Map<string, ParameterExtent>>> = {
    path: new Map(),
    query: new Map(),
    body: new Map(),
  };

  /** Takes a call that succeeded; yields how many parameters it was the first to have. */
  add(call: Call, caller: number, reading: ValueReading, room: number): number {
    const { exchange, timeMs, parameters } = call;
    const before = this.#count;
    this.#requests++;
    this.#firstMs = Math.min(this.#firstMs, timeMs);
    this.#lastMs = Math.max(this.#lastMs, timeMs);
    this.#callers.add(caller);
    this.#bodyBytes.raise(this.#bodyBytes.of(caller), 0, exchange.requestBytes);
    if (exchange.requestBytes > 0) this.#withBody++;
    if (exchange.request?.body !== undefined) {
      this.#bodies++;
      this.#noteMediaType(exchange.request.headers);
    }
    for (let index = 0; index < parameters.length; index++) {
      const parameter = parameters[index];
      if (parameter === undefined || !isProfiled(parameter.place)) continue;
      const extent = this.#extent(parameter.place, parameter.name, before + room);
      if (extent === undefined) continue;
      if (parameter.value === REDACTED) extent.addHidden(this.#requests);
      else {
        reading.read(parameter.value, parameter.written);
        extent.add(parameter.value, reading, caller, this.#requests);
      }
    }
    return this.#count - before;
  }

  view(): OperationView {
    return {
      requests: this.#requests,
      bodies: this.#bodies,
      withBody: this.#withBody,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      callers: this.#callers.count,
      mostBytes: Math.max(0, this.#bodyBytes.most(0)),
      mediaTypes: [...this.#mediaTypes].toSorted(),
      isFull: this.#isFull,
      parameters: PROFILED.flatMap((place) => [...this.#parameters[place]].map(([name, extent]) => ({ place, name, ...extent.view() }))),
    };
  }

  save(): SavedOperation {
    return {
      requests: this.#requests,
      bodies: this.#bodies,
      withBody: this.#withBody,
      firstMs: Number.isFinite(this.#firstMs) ? this.#firstMs : 0,
      lastMs: this.#lastMs,
      callers: this.#callers.save(),
      sizes: this.#bodyBytes.save(),
      mediaTypes: [...this.#mediaTypes],
      isFull: this.#isFull,
      parameters: PROFILED.flatMap((place) =>
        [...this.#parameters[place]].map(([name, extent]) => [place, name, extent.save()] as const),
      ).map(([place, name, extent]) => [place, name, { ...extent, few: { ...extent.few, values: [...extent.few.values] } }]),
    };
  }

  /** Adds what was saved; throws an Error where that is not what `save` gives. Yields how many parameters came with it. */
  merge(saved: SavedOperation, room: number): number {
    const before = this.#count;
    this.#requests += saved.requests;
    this.#bodies += saved.bodies;
    this.#withBody += saved.withBody;
    this.#firstMs = Math.min(this.#firstMs, saved.firstMs);
    this.#lastMs = Math.max(this.#lastMs, saved.lastMs);
    this.#callers.merge(saved.callers);
    this.#bodyBytes.merge(saved.sizes, NO_BITS);
    this.#isFull ||= saved.isFull;
    for (const mediaType of saved.mediaTypes) this.#addMediaType(mediaType);
    for (const [place, name, extent] of saved.parameters) this.#extent(place, name, before + room)?.merge(extent);
    return this.#count - before;
  }

  #extent(place: ProfiledPlace, name: string, most: number): ParameterExtent | undefined {
    const table = this.#parameters[place];
    const known = table.get(name);
    if (known !== undefined) return known;
    if (this.#count >= Math.min(MOST_PARAMETERS, most)) {
      this.#isFull = true;
      return undefined;
    }
    const extent = new ParameterExtent();
    table.set(name, extent);
    this.#count++;
    return extent;
  }

  /** Beyond a few media types the rest is `*`. */
  #noteMediaType(headers: readonly (readonly [string, string])[]): void {
    if (this.#mediaTypes.size > MOST_MEDIA_TYPES) return;
    let contentType = '';
    for (let index = 0; index < headers.length; index++)
      if (headers[index]?.[0] === 'content-type') contentType = headers[index]?.[1] ?? '';
    if (contentType === this.#contentType && this.#mediaTypes.size > 0) return;
    this.#contentType = contentType;
    const end = contentType.indexOf(';');
    const mediaType = (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
    this.#addMediaType(mediaType);
  }

  #addMediaType(mediaType: string): void {
    if (!this.#mediaTypes.has(mediaType))
      this.#mediaTypes.add(this.#mediaTypes.size < MOST_MEDIA_TYPES && isMediaType(mediaType) ? mediaType : '*/*');
  }
}

function isProfiled(place: Place): place is ProfiledPlace {
  return place === 'path' || place === 'query' || place === 'body';
}

function isMediaType(text: string): boolean {
  return text.length <= LONGEST_MEDIA_TYPE && /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(text);
}
