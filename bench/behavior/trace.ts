import type { Exchange } from '@airside/domain';
import type { FormName, Labelled, Mark } from '@airside/example-traffic';

/** What was observed of one run of a campaign so far. */
export class Trace {
  readonly mark: Mark;
  readonly timesMs: number[] = [];
  /** First sight of it by the engine, by indicator. */
  readonly found = new Map<string, number>();

  constructor(mark: Mark) {
    this.mark = mark;
  }

  get firstMs(): number {
    return this.timesMs[0] ?? Infinity;
  }

  get lastMs(): number {
    return this.timesMs.at(-1) ?? -Infinity;
  }

  get foundMs(): number {
    return Math.min(...this.found.values());
  }

  get form(): FormName {
    return this.mark.form as FormName;
  }
}

const DAY_MS = 86_400_000;

/** All runs of campaigns, found by the ids of their exchanges and by who took part. */
export class Traces {
  readonly #runs = new Map<number, Trace>();
  readonly #byExchange = new Map<string, Trace>();
  readonly #bySubject = new Map<string, Set<Trace>>();
  /** When an honest caller was last seen at an address. */
  readonly #honestAtMs = new Map<string, number>();

  add({ exchange, mark }: Labelled, timeMs: number): void {
    if (mark === null) {
      this.#honestAtMs.set(`address:${exchange.client.address}`, timeMs);
      return;
    }
    let trace = this.#runs.get(mark.run);
    if (trace === undefined) {
      trace = new Trace(mark);
      this.#runs.set(mark.run, trace);
    }
    trace.timesMs.push(timeMs);
    this.#byExchange.set(exchange.id, trace);
    for (const key of subjectsOf(exchange)) {
      const known = this.#bySubject.get(key);
      if (known === undefined) this.#bySubject.set(key, new Set([trace]));
      else known.add(trace);
    }
  }

  all(): readonly Trace[] {
    return [...this.#runs.values()];
  }

  /**
   * The campaigns that a detection is about: by an exchange, or by a subject while the campaign ran or within a day after. An address that honest callers
   * use as well says nothing by itself.
   */
  matching(exchanges: readonly string[], subjects: readonly string[], firstMs: number, lastMs: number): ReadonlySet<Trace> {
    const found = new Set<Trace>();
    for (const id of exchanges) {
      const trace = this.#byExchange.get(id);
      if (trace !== undefined) found.add(trace);
    }
    for (const key of subjects) {
      if ((this.#honestAtMs.get(key) ?? -Infinity) > firstMs - DAY_MS) continue;
      for (const trace of this.#bySubject.get(key) ?? []) {
        if (lastMs >= trace.firstMs && firstMs <= trace.lastMs + DAY_MS) found.add(trace);
      }
    }
    return found;
  }
}

/**
 * Keys of the subjects of an exchange that tell callers apart. Left out are those that many have in common: the API, the network, the
 * application, and the client that all tokens of an issuer were made for.
 */
function subjectsOf({ client, principal }: Exchange): readonly string[] {
  const keys = [`address:${client.address}`];
  if (client.session !== undefined) keys.push(`session:${client.session}`);
  if (principal === null || principal.kind === 'anonymous') return keys;
  if (principal.token !== undefined) keys.push(`token:${principal.token}`);
  if (principal.kind !== 'jwt' && principal.credential !== null) keys.push(`credential:${principal.credential}`);
  if (principal.issuer !== undefined) keys.push(`user:${principal.issuer}#${principal.subject}`);
  if (principal.consumer !== null) keys.push(`user:${principal.consumer}`);
  return keys;
}
