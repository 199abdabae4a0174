import { Pool } from 'undici';

import type { Leases } from '../snapshot/leases.ts';

const MOST_CONNECTIONS = 512;
/** Beyond those that have a connection. */
const MOST_WAITING = 2048;
const LARGEST_HEADER_SECTION = 64 * 1024;

export interface Upstream {
  readonly origin: string;
  /** Path of the configured URL without a slash at its end. */
  readonly basePath: string;
  /** The `Host` of requests to it. */
  readonly host: string;
  readonly pool: Pool;
  /** Calls that have begun and not ended. (The pool's own statistics are added up over all its connections each time.) */
  underWay: number;
}

/** The servers that do an API's work. Calls go round among them. */
export class UpstreamGroup {
  readonly #upstreams: readonly Upstream[];
  #next = 0;

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = upstreams;
  }

  get size(): number {
    return this.#upstreams.length;
  }

  /** The next one in turn that can still take work; undefined when all have too much waiting already. */
  next(): Upstream | undefined {
    for (let tried = 0; tried < this.#upstreams.length; tried++) {
      const upstream = this.#upstreams[this.#next] as Upstream;
      this.#next = (this.#next + 1) % this.#upstreams.length;
      if (upstream.underWay < MOST_CONNECTIONS + MOST_WAITING) return upstream;
    }
    return undefined;
  }
}

/** Opens the group, sharing connection pools with every other API and configuration that uses the same server in the same way. */
export function openUpstreamGroup(urls: readonly string[], connectTimeoutMs: number, leases: Leases): UpstreamGroup {
  return new UpstreamGroup(
    urls.map((text) => {
      const url = new URL(text);
      const pool = leases.acquire(
        `pool ${url.origin} ${connectTimeoutMs}`,
        () =>
          new Pool(url.origin, {
            connections: MOST_CONNECTIONS,
            pipelining: 1,
            allowH2: false,
            connect: { timeout: connectTimeoutMs },
            maxHeaderSize: LARGEST_HEADER_SECTION,
          }),
        (unused) => void unused.close(),
      );
      return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, ''), host: url.host, pool, underWay: 0 };
    }),
  );
}
