import { type Detection, type SubjectKind, subjectKey } from '@airside/domain';

const MOST_CALLERS = 64;
/** Fewer requests of a caller are what a false alarm about single requests comes to: that they were odd is not enough to say that nobody would miss them. */
const FEW = 10;
/** From the name that tells callers apart best. */
const TELLING: readonly SubjectKind[] = ['user', 'credential', 'session', 'token'];

/**
 * How many requests of a name counted towards detections. Several indicators point at the same requests of a caller, by one of its names or another: of each caller those count
 * that the indicator counts which counts most; and of one that counts them for a session and for its user, at an operation and at all, those of the kind that counts most. Of a name that many share, an address for one, that is the sum over them.
 */
export class Suspicion {
  /** By the caller, and by who counts. */
  readonly #requests = new Map<string, Map<string, number>>();

  add(caller: string, count: string, requests: number): void {
    let byCount = this.#requests.get(caller);
    if (byCount === undefined) {
      if (this.#requests.size >= MOST_CALLERS) return;
      byCount = new Map();
      this.#requests.set(caller, byCount);
    }
    byCount.set(count, (byCount.get(count) ?? 0) + requests);
  }

  /** Those of several stretches of time. What was told of a request in one of them and again in another is one request. */
  static requestsOf(name: string, stretches: readonly (Suspicion | undefined)[]): number {
    const all = new Suspicion();
    for (const stretch of stretches.filter((each) => each !== undefined)) {
      for (const [caller, byCount] of stretch.#requests) {
        for (const [count, requests] of byCount) all.add(caller, count, requests);
      }
    }
    let own = 0;
    let others = 0;
    for (const [caller, byCount] of all.#requests) {
      const most = Math.max(...byCount.values());
      if (most < FEW) continue;
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

/** What a detection's requests are added to: those of one indicator, of subjects of one kind, at one operation each or at several. Others may be the same requests counted again. */
export function countOf({ indicator, subject, operation }: Detection): string {
  return `${indicator} ${subject.kind} ${operation === null ? 'several' : 'one'}`;
}
