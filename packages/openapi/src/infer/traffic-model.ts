import { METHODS } from '../definition/methods.ts';
import type { Observation } from '../observe/observation.ts';
import { LIMITS } from './limits.ts';
import { segmentsOf } from './paths/normal-path.ts';
import { answersDiffer } from './record/answers-differ.ts';
import { learnCall, learnRequest } from './record/learn.ts';
import { isAccepted, proves } from './record/proof.ts';
import { Service } from './service.ts';
import type { Places } from './sketch/spending.ts';
import type { ObservedApi } from './view/observed.ts';
import { viewService } from './view/view-service.ts';

/** Preflights of browsers are answered for any path, and TRACE belongs to the server. */
const NOT_OF_APIS = ['OPTIONS', 'TRACE'];
const METHODS_OF_APIS: ReadonlySet<string> = new Set(
  METHODS.map((method) => method.toUpperCase()).filter((method) => !NOT_OF_APIS.includes(method)),
);

/**
 * What traffic tells of APIs: fed with one observation after the other, it keeps what a definition needs and can be looked at any time. What it keeps is
 * bounded by the number of endpoints, not by the traffic, and every list in it has a bound of its own; what was cut is named in the views.
 *
 * A path and a method become an endpoint when an answer proves that they exist: calls answered with 404, 401, 403 or 405, refused by the gateway, or
 * not answered are counted where an endpoint is known for them, and as noise where none is.
 */
export class TrafficModel {
  /** By API, else by host. */
  readonly #services = new Map<string, Service>();
  readonly #places: Places = { left: LIMITS.places };
  #calls = 0;
  /** Calls of hosts or APIs of which nothing is known, as nothing was ever answered there. */
  #otherCalls = 0;

  /** Calls observed. */
  get calls(): number {
    return this.#calls;
  }

  get otherCalls(): number {
    return this.#otherCalls;
  }

  observe(observation: Observation): void {
    this.#calls++;
    const { api, host, method, status, isRefused } = observation;
    const segments = METHODS_OF_APIS.has(method) ? segmentsOf(observation.path) : undefined;
    const isProof = !isRefused && status !== null && proves(status) && segments !== undefined;
    const service = this.#serviceOf(api, host, isProof);
    if (service === undefined) {
      this.#otherCalls++;
      return;
    }
    const { tree } = service;
    let endpoint = segments && (isProof ? tree.place(method, segments) : tree.find(method, segments));
    const known = endpoint;
    if (known !== undefined && segments !== undefined && isProof && tree.split(() => answersDiffer(known, observation)))
      endpoint = tree.place(method, segments);
    service.observe(observation, endpoint !== undefined);
    if (endpoint === undefined) return;
    if (isRefused) {
      endpoint.refused++;
      return;
    }
    learnCall(endpoint, observation, this.#places);
    if (status !== null && isProof) {
      tree.learnValues();
      if (isAccepted(status)) learnRequest(endpoint, observation, this.#places);
    }
    tree.reviewDue();
  }

  /** The API that a call belongs to: a new one only where an answer proves that there is something. */
  #serviceOf(api: string | null, host: string, isProof: boolean): Service | undefined {
    const key = api === null ? `host ${host}` : `api ${api}`;
    const known = this.#services.get(key);
    if (known !== undefined || !isProof || this.#services.size >= LIMITS.services) return known;
    const service = new Service(api, host);
    this.#services.set(key, service);
    return service;
  }

  /** What is known now, of every API that has at least one endpoint; those with most calls first. */
  view(): readonly ObservedApi[] {
    const isFull = this.#services.size >= LIMITS.services;
    const warnings = [
      ...(isFull ? [`there are more APIs or hosts than the ${LIMITS.services} that are kept`] : []),
      ...(this.#places.left === 0 ? ['there are more parameters and members of bodies than are kept'] : []),
    ];
    const views = [...this.#services.values()].map((service) => viewService(service, warnings));
    return views.filter(({ endpoints }) => endpoints.length > 0).toSorted((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
  }
}
