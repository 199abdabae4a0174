import type { Gap } from './gaps.ts';

/** What comes out while the policies are asked one after the other. */
export class Judgement {
  /** What policies would have refused that only observe. */
  readonly reports: { readonly policy: string; readonly reason: string }[] = [];
  /** Policies that cannot say, and what they would need to know. */
  readonly #unknown = new Map<string, Set<Gap>>();
  /** The policy that is asked. */
  policy = '';

  report(reason: string): void {
    this.reports.push({ policy: this.policy, reason });
  }

  cannotSay(policy: string, missing: readonly Gap[]): void {
    const known = this.#unknown.get(policy) ?? new Set();
    this.#unknown.set(policy, known);
    for (const gap of missing) known.add(gap);
  }

  get unknown(): readonly { readonly policy: string; readonly missing: readonly Gap[] }[] {
    return [...this.#unknown].map(([policy, missing]) => ({ policy, missing: [...missing] }));
  }
}
