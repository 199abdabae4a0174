import { type Detection, type SubjectKind, subjectKey } from '@airside/domain';

const MOST_CALLERS = 64;
/** From the name that tells callers apart best. */
const TELLING: readonly SubjectKind[] = ['user', 'credential', 'session', 'token'];

/**
 * How many requests of a name counted towards detections. Several indicators point at the same requests of a caller, by one of its names or another: of each caller those count
 * that the indicator counts which counts most. Of a name that many share, an address for one, that is the sum over them.
 */
export class Suspicion {
  /** By the caller, and by indicator. */
  readonly #requests = new Map<string, Map<string, number>>();

  add(caller: string, indicator: string, requests: number): void {
    let byIndicator = this.#requests.get(caller);
    if (byIndicator === undefined) {
      if (this.#requests.size >= MOST_CALLERS) return;
      byIndicator = new Map();
      this.#requests.set(caller, byIndicator);
    }
    byIndicator.set(indicator, (byIndicator.get(indicator) ?? 0) + requests);
  }

  /** Those of several stretches of time. What was told of a request in one of them and again in another is one request. */
  static requestsOf(name: string, stretches: readonly (Suspicion | undefined)[]): number {
    const all = new Suspicion();
    for (const stretch of stretches.filter((each) => each !== undefined)) {
      for (const [caller, byIndicator] of stretch.#requests) {
        for (const [indicator, requests] of byIndicator) all.add(caller, indicator, requests);
      }
    }
    let own = 0;
    let others = 0;
    for (const [caller, byIndicator] of all.#requests) {
      const most = Math.max(...byIndicator.values());
      if (caller === name) own = most;
      else others += most;
    }
    // What is said of the name itself is said of those who share it, too.
    return Math.max(own, others);
  }
}

/** The name by which a detection tells its caller apart from others. */
export function tellingName({ subject, alsoKnownAs }: Detection): string {
  const names = [subject, ...alsoKnownAs];
  const best = TELLING.map((kind) => names.find((name) => name.kind === kind)).find((name) => name !== undefined);
  return subjectKey(best ?? subject);
}
