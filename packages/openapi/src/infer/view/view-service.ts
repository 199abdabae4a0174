import { METHODS } from '../../definition/methods.ts';
import type { PathNode } from '../paths/path-node.ts';
import type { Service } from '../service.ts';
import type { ObservedApi, ObservedEndpoint, ObservedParameter } from './observed.ts';
import { parameterName } from './parameter-name.ts';
import { textSchema } from './text-schema.ts';
import { viewEndpoint } from './view-endpoint.ts';

/** What is known of an API now. */
export function viewService(service: Service, warnings: readonly string[]): ObservedApi {
  service.tree.review();
  const found: ObservedEndpoint[] = [];
  collect(service.tree.root, { template: '', parameters: [], literal: '' }, found);
  const endpoints = found.toSorted(inOrder);
  const { noise } = service;
  return {
    name: service.api ?? service.host,
    api: service.api,
    hosts: [...service.hosts].toSorted(([a, callsOfA], [b, callsOfB]) => callsOfB - callsOfA || (a < b ? -1 : 1)).map(([host]) => host),
    calls: endpoints.reduce((sum, { calls }) => sum + calls, 0),
    firstSeenMs: endpoints.reduce((first, { firstSeenMs }) => Math.min(first, firstSeenMs), Number.POSITIVE_INFINITY),
    lastSeenMs: endpoints.reduce((last, { lastSeenMs }) => Math.max(last, lastSeenMs), Number.NEGATIVE_INFINITY),
    endpoints,
    noise: {
      calls: noise.calls,
      refused: noise.refused,
      statuses: [...noise.statuses].toSorted(([a], [b]) => a - b).map(([value, calls]) => ({ value, calls })),
      paths: noise.paths().map(([value, calls]) => ({ value, calls })),
    },
    capped: [...warnings, ...cappedOf(service, endpoints)],
  };
}

interface Place {
  readonly template: string;
  readonly parameters: readonly ObservedParameter[];
  /** Text of the segment; '' for a parameter. */
  readonly literal: string;
}

function collect(node: PathNode, place: Place, found: ObservedEndpoint[]): void {
  for (const [method, endpoint] of node.endpoints) found.push(viewEndpoint(endpoint, method, place.template, place.parameters));
  for (const [word, child] of node.literals) {
    const literal = word.replaceAll('{', '%7B').replaceAll('}', '%7D');
    collect(child, { ...place, template: `${place.template}/${literal}`, literal: word }, found);
  }
  for (const edge of node.edges) {
    const name = parameterName(edge, { names: place.parameters.map((parameter) => parameter.name), literal: place.literal });
    const schema = textSchema(edge.values, name);
    const example = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
    const parameter = { in: 'path', name, calls: edge.values.count, required: true, explode: undefined, schema, example } as const;
    const template = `${place.template}/${edge.prefix}{${name}}${edge.suffix}`;
    collect(edge.node, { template, parameters: [...place.parameters, parameter], literal: '' }, found);
  }
}

function inOrder(a: ObservedEndpoint, b: ObservedEndpoint): number {
  if (a.template !== b.template) return a.template < b.template ? -1 : 1;
  const place = ({ method }: ObservedEndpoint): number => METHODS.findIndex((known) => known === method.toLowerCase());
  return place(a) - place(b);
}

function cappedOf({ tree }: Service, endpoints: readonly ObservedEndpoint[]): readonly string[] {
  const cut = endpoints
    .filter(({ capped }) => capped.length > 0)
    .map(({ method, template, capped }) => `${method} ${template}: not all ${capped.join(', ')} were kept`);
  return tree.isFull ? ['there are more endpoints than are kept', ...cut] : cut;
}
