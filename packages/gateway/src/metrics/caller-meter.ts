import type { Exchange } from '@airside/domain';

import { GATEWAY_METRICS } from './catalog/gateway.ts';
import type { Family } from './family.ts';
import type { Registry } from './registry.ts';

const UNKNOWN = '_unknown';
const CLASSES = ['', '1xx', '2xx', '3xx', '4xx', '5xx', '6xx', '7xx', '8xx', '9xx'];

/** Counts requests by who sent them: consumer, country, network. */
export class CallerMeter {
  readonly #registry: Registry;
  readonly #consumer: Family;
  /** Undefined where it is not asked for. */
  readonly #country: Family | undefined;
  readonly #network: Family | undefined;

  constructor(registry: Registry, { countries, networks }: { readonly countries: boolean; readonly networks: boolean }) {
    this.#registry = registry;
    this.#consumer = registry.family(GATEWAY_METRICS.consumer.name);
    this.#country = countries ? registry.family(GATEWAY_METRICS.country.name) : undefined;
    this.#network = networks ? registry.family(GATEWAY_METRICS.network.name) : undefined;
  }

  /** `api` is '' where none matched. */
  ended(api: string, { principal, status, durationMs, client }: Exchange): void {
    const ofClass = CLASSES[Math.floor(status / 100)] ?? '';
    const seconds = durationMs / 1000;
    this.#consumer.record(this.#series(this.#consumer, consumerOf(principal), api, ofClass), seconds);
    if (this.#country !== undefined) {
      this.#country.record(this.#series(this.#country, client.country ?? UNKNOWN, api, ofClass), seconds);
    }
    if (this.#network !== undefined) this.#network.add(this.#series(this.#network, client.network ?? UNKNOWN, api, ofClass), 1);
  }

  /** Found anew for each request: those who are `_other` are too many to remember. */
  #series(family: Family, who: string, api: string, ofClass: string): number {
    return this.#registry.seriesIn(family, [who, api, ofClass]);
  }
}

/** Names that begin so are no ids of consumers. */
function consumerOf(principal: Exchange['principal']): string {
  if (principal === null) return UNKNOWN;
  if (principal.kind === 'anonymous') return '_anonymous';
  return principal.consumer ?? '_unregistered';
}
