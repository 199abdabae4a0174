import { isIPv4 } from 'node:net';

import { callerOf, type Exchange, leadingGroups } from '@airside/domain';

const MINUTE_MS = 60_000;
const MOST_CALLERS = 10_000;
/** Beyond so many networks, a list of them is no list of partners. */
export const MOST_NETWORKS = 16;

/** How an API is used, as far as limits go. Exchanges are added in the order of time, more or less. */
export class TrafficProfile {
  /** Accepted calls. */
  calls = 0;
  largestBody = 0;
  /** Most calls of one caller within one minute in which calls were accepted, with those that were refused after they had counted against the limit. */
  peakPerMinute = 0;
  /** Callers beyond those whose pace is known. */
  hasMoreCallers = false;
  /** Accepted calls without a credential. */
  anonymous = 0;
  readonly #networks = new Map<string, number>();
  readonly #paces = new Map<string, { minute: number; calls: number; accepted: number }>();
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  add(exchange: Exchange): void {
    const timeMs = Date.parse(exchange.time);
    const isAccepted = exchange.problem === null;
    if (isAccepted || hasCounted(exchange)) this.#count(callerOf(exchange), Math.floor(timeMs / MINUTE_MS), isAccepted);
    if (!isAccepted) return;
    this.calls++;
    this.#firstMs = Math.min(this.#firstMs, timeMs);
    this.#lastMs = Math.max(this.#lastMs, timeMs);
    this.largestBody = Math.max(this.largestBody, exchange.requestBytes);
    if (exchange.principal === null || exchange.principal.kind === 'anonymous') this.anonymous++;
    const network = networkOf(exchange.client.address);
    if (this.#networks.has(network) || this.#networks.size <= MOST_NETWORKS) {
      this.#networks.set(network, (this.#networks.get(network) ?? 0) + 1);
    }
  }

  /** The networks of the callers; undefined where there are too many. */
  get networks(): readonly string[] | undefined {
    return this.#networks.size > MOST_NETWORKS ? undefined : [...this.#networks.keys()].toSorted();
  }

  /** Time from the first to the last call. */
  get spanMs(): number {
    return Math.max(0, this.#lastMs - this.#firstMs);
  }

  #count(caller: string, minute: number, isAccepted: boolean): void {
    let pace = this.#paces.get(caller);
    if (pace === undefined) {
      if (this.#paces.size >= MOST_CALLERS) {
        this.hasMoreCallers = true;
        return;
      }
      pace = { minute, calls: 0, accepted: 0 };
      this.#paces.set(caller, pace);
    }
    if (pace.minute !== minute) Object.assign(pace, { minute, calls: 0, accepted: 0 });
    pace.calls++;
    if (isAccepted) pace.accepted++;
    if (pace.accepted > 0) this.peakPerMinute = Math.max(this.peakPerMinute, pace.calls);
  }
}

/** Whether a call that was refused had counted against the limit of its caller before. */
function hasCounted({ verdicts }: Exchange): boolean {
  return verdicts.some(({ policy, outcome }) => policy === 'rateLimit' && outcome === 'pass');
}

/** The network that an address is in: 24 bits of IPv4, 64 of IPv6 (what one site commonly gets, RFC 6177). */
function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  return `${leadingGroups(address, 4)}::/64`;
}
