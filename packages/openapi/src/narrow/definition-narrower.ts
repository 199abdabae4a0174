import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, dereference } from '../definition/document.ts';
import { LIMITS } from '../infer/limits.ts';
import { EndpointRecord } from '../infer/record/endpoint-record.ts';
import { learnCall, learnRequest } from '../infer/record/learn.ts';
import { isAccepted } from '../infer/record/proof.ts';
import type { Places } from '../infer/sketch/spending.ts';
import type { ObservedEndpoint } from '../infer/view/observed.ts';
import { viewEndpoint } from '../infer/view/view-endpoint.ts';
import { items, member, members, stringMember } from '../json.ts';
import { compilePublishedMatcher, type PublishedMatcher } from '../match/published-matcher.ts';
import type { Observation } from '../observe/observation.ts';
import { parsePointer } from '../pointer.ts';
import { type Headroom, type SchemaBound, schemaTightenings } from './schema-tightenings.ts';
import type { Tightening } from './tightening.ts';

/** How cautious proposals are. */
export interface NarrowOptions extends Headroom {
  /** Accepted calls that must have had a parameter or a body before anything is said of it. */
  readonly leastCalls: number;
}

/** Learns from traffic what a definition could say more of requests. Bounded by the size of the definition. */
export class DefinitionNarrower {
  readonly #definition: Definition;
  readonly #matcher: PublishedMatcher;
  readonly #records = new Map<Operation, EndpointRecord>();
  readonly #places: Places = { left: LIMITS.places };

  /** `basePath` is where the API is published, when that is not the path of its servers. */
  constructor(definition: Definition, { basePath = '' }: { readonly basePath?: string } = {}) {
    this.#definition = definition;
    this.#matcher = compilePublishedMatcher(definition, basePath);
  }

  observe(observation: Observation): void {
    const { status, isRefused, method, path } = observation;
    if (isRefused || status === null || !isAccepted(status)) return;
    const operation = this.#matcher.match(method, path)?.operation;
    if (operation === undefined) return;
    const record = this.#records.get(operation) ?? new EndpointRecord();
    this.#records.set(operation, record);
    learnCall(record, observation, this.#places);
    learnRequest(record, observation, this.#places);
  }

  tightenings(options: NarrowOptions): readonly Tightening[] {
    return [...this.#records].flatMap(([operation, record]) => {
      const observed = viewEndpoint(record, operation.method, operation.template, []);
      return [...this.#ofParameters(operation, observed, options), ...this.#ofBody(operation, observed, options)];
    });
  }

  #ofParameters(operation: Operation, { parameters }: ObservedEndpoint, options: NarrowOptions): readonly Tightening[] {
    const { document } = this.#definition;
    const declared = items(member(atPointer(document, operation.pointer), 'parameters'));
    return declared.flatMap((value, index) => {
      const parameter = dereference(document, { value, pointer: '' })?.value;
      const [name, location, schema] = [stringMember(parameter, 'name'), stringMember(parameter, 'in'), member(parameter, 'schema')];
      const seen = parameters.find((each) => each.in === location && each.name === name);
      if (name === undefined || schema === undefined || seen === undefined || seen.calls < options.leastCalls) return [];
      const owner = [...tokensOf(operation), 'parameters', String(index), 'schema'];
      const about = { place: `${location} parameter ${name}`, calls: seen.calls };
      return schemaTightenings(document, schema, seen.schema, options).map((bound) => tightening(operation, about, owner, bound));
    });
  }

  #ofBody(operation: Operation, { requestBody, accepted }: ObservedEndpoint, options: NarrowOptions): readonly Tightening[] {
    const { document } = this.#definition;
    const declared = member(atPointer(document, operation.pointer), 'requestBody');
    const content = member(declared && dereference(document, { value: declared, pointer: '' })?.value, 'content');
    return members(content).flatMap(([mediaType, media]) => {
      const seen = requestBody?.content.find((each) => each.mediaType === mediaType);
      const schema = member(media, 'schema');
      if (schema === undefined || seen?.schema === undefined || Math.min(seen.count, accepted) < options.leastCalls) return [];
      const owner = [...tokensOf(operation), 'requestBody', 'content', mediaType, 'schema'];
      const about = { place: 'request body', calls: seen.count };
      return schemaTightenings(document, schema, seen.schema, options).map((bound) => tightening(operation, about, owner, bound));
    });
  }
}

function tightening(
  { id, method, template }: Operation,
  { place, calls }: { readonly place: string; readonly calls: number },
  owner: readonly string[],
  { at, keyword, value, tokens }: SchemaBound,
): Tightening {
  const inside = at.map((name) => `/${name}`).join('');
  return {
    operation: id,
    method,
    template,
    place: inside === '' ? place : `${place} ${inside}`,
    keyword,
    value,
    calls,
    path: [...owner, ...tokens, keyword],
  };
}

function tokensOf({ pointer }: Operation): readonly string[] {
  return parsePointer(pointer) ?? [];
}
