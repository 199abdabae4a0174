import type { Observation, ObservedMessage } from '../../observe/observation.ts';
import { formDecode } from '../../validate/parameters/decode.ts';
import { parsePairs } from '../../validate/parameters/pairs.ts';
import type { DataClass } from '../data-class.ts';
import type { ClassIndex } from '../judge/class-index.ts';
import { bodyKind } from '../walk/body-kind.ts';
import { isPassedOver } from '../walk/header-names.ts';
import { pathValues } from '../walk/path-values.ts';
import { templateOf } from '../walk/template-of.ts';
import { walkJson } from '../walk/walk-json.ts';
import { DEFAULT_INVENTORY_BOUNDS, type InventoryBounds } from './bounds.ts';
import { Classifier } from './classifier.ts';
import { type Direction, Endpoint, type Place } from './endpoint.ts';
import { Field } from './field.ts';

/** Calls that were not looked at, or not whole, by the reason. */
export interface PassedOver {
  /** Refused by the gateway, or of a path that there is not: they say nothing of the API. */
  notServed: number;
  /** Endpoints beyond the bound. */
  endpoints: number;
  /** Bodies longer than the bound. */
  longBodies: number;
  /** Bodies that say they are JSON and are not, as when they were cut: only read as text. */
  brokenBodies: number;
}

/**
 * What data of which class goes through which endpoint. Observations are added one at a time and not kept: memory is bounded by endpoints and
 * their fields, time is linear in what is added.
 */
export class DataInventory {
  readonly passedOver: PassedOver = { notServed: 0, endpoints: 0, longBodies: 0, brokenBodies: 0 };
  calls = 0;
  readonly #index: ClassIndex;
  readonly #bounds: InventoryBounds;
  readonly #endpoints = new Map<string, Endpoint>();
  /** Values by class of the message that is being looked at. */
  readonly #hits = new Map<DataClass, number>();
  readonly #classifier: Classifier;

  constructor(index: ClassIndex, bounds: Partial<InventoryBounds> = {}) {
    this.#index = index;
    this.#bounds = { ...DEFAULT_INVENTORY_BOUNDS, ...bounds };
    this.#classifier = new Classifier(index, (dataClass) => this.#hits.set(dataClass, (this.#hits.get(dataClass) ?? 0) + 1));
  }

  get endpoints(): Iterable<Endpoint> {
    return this.#endpoints.values();
  }

  add(observation: Observation): void {
    this.calls++;
    const { template, status } = observation;
    if (observation.isRefused || (template === null && (status === 404 || status === 405))) {
      this.passedOver.notServed++;
      return;
    }
    const endpoint = this.#endpoint(observation, template ?? templateOf(observation.path));
    if (endpoint === undefined) {
      this.passedOver.endpoints++;
      return;
    }
    endpoint.calls++;
    if (observation.timeMs < endpoint.firstSeenMs) endpoint.firstSeenMs = observation.timeMs;
    if (observation.timeMs > endpoint.lastSeenMs) endpoint.lastSeenMs = observation.timeMs;
    if (observation.caller !== null) endpoint.callers.add(observation.caller);
    this.#path(endpoint, observation.path);
    this.#pairs(endpoint, 'request', 'query', observation.query);
    this.#message(endpoint, 'request', observation.request, observation.caller);
    this.#message(endpoint, 'response', observation.response, observation.caller);
  }

  #endpoint({ api, host, method }: Observation, template: string): Endpoint | undefined {
    const key = `${api ?? host} ${method} ${template}`;
    const known = this.#endpoints.get(key);
    if (known !== undefined || this.#endpoints.size >= this.#bounds.endpoints) return known;
    const endpoint = new Endpoint({ api, host: host.slice(0, 255), method, template }, this.#index, this.#bounds.fields);
    this.#endpoints.set(key, endpoint);
    return endpoint;
  }

  #message(endpoint: Endpoint, direction: Direction, { headers, body }: ObservedMessage, caller: string | null): void {
    for (const [name, value] of headers ?? []) {
      if (!isPassedOver(name)) this.#value(endpoint.root(direction, 'header').child(name, endpoint.make), value);
    }
    if (body !== undefined && body !== '') this.#body(endpoint, direction, bodyKind(headers, body), body);
    for (const [dataClass, values] of this.#hits) endpoint.volume(direction, dataClass).add(caller, values);
    this.#hits.clear();
  }

  #body(endpoint: Endpoint, direction: Direction, kind: ReturnType<typeof bodyKind>, body: string): void {
    if (body.length > this.#bounds.bodyCharacters) this.passedOver.longBodies++;
    else if (kind === 'json') this.#json(endpoint, direction, body);
    else if (kind === 'lines') for (const line of body.split('\n')) this.#json(endpoint, direction, line);
    else if (kind === 'form') this.#pairs(endpoint, direction, 'body', body);
    else if (kind === 'text') this.#classifier.within(endpoint.root(direction, 'body'), body);
  }

  #json(endpoint: Endpoint, direction: Direction, text: string): void {
    if (text.trim() === '') return;
    const root = endpoint.root(direction, 'body');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.passedOver.brokenBodies++;
      this.#classifier.within(root, text);
      return;
    }
    walkJson(value, root, endpoint.make, this.#classifier.value);
  }

  #pairs(endpoint: Endpoint, direction: Direction, place: Place, text: string): void {
    const pairs = text === '' ? [] : parsePairs(text);
    if ('message' in pairs) return;
    for (const { name, raw } of pairs) this.#value(endpoint.root(direction, place).child(name, endpoint.make), formDecode(raw) ?? raw);
  }

  #path(endpoint: Endpoint, path: string): void {
    for (const { name, owner, value } of pathValues(path, endpoint.template)) {
      const root = endpoint.root('request', 'path');
      const make = (parent: Field, own: string): Field => new Field(own, parent, this.#index.named(own, owner));
      this.#value(root.child(name, make), value);
    }
  }

  #value(field: Field | undefined, text: string): void {
    if (field !== undefined) this.#classifier.value(field, text);
  }
}
