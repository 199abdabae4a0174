import type { Call } from '../call/call.ts';

const MOST_NAMES = 20_000;

/** What was declared or granted and not used. */
export interface Unused {
  readonly operations: readonly string[];
  /** Scopes that no caller had in a call that succeeded. */
  readonly scopes: readonly string[];
}

/** Which operations and scopes of an API are used: what is not may be taken away. */
export class UseRecord {
  readonly #operations = new Map<string, Set<string>>();
  readonly #scopes = new Map<string, Set<string>>();
  #size = 0;

  /** Takes a call; only those that succeeded count. */
  observe({ outcome, api, operation, exchange }: Call): void {
    if (outcome !== 'success') return;
    this.#note(this.#operations, api, operation);
    for (const scope of exchange.principal?.scopes ?? []) this.#note(this.#scopes, api, scope);
  }

  /** What of the declared operations (`METHOD /template`) and granted scopes of an API was not seen. */
  unused(api: string, declared: Unused): Unused {
    const [operations, scopes] = [this.#operations.get(api), this.#scopes.get(api)];
    return {
      operations: declared.operations.filter((operation) => operations?.has(operation) !== true),
      scopes: declared.scopes.filter((scope) => scopes?.has(scope) !== true),
    };
  }

  #note(used: Map<string, Set<string>>, api: string, name: string): void {
    const names = used.get(api);
    if (names?.has(name) === true || this.#size >= MOST_NAMES) return;
    if (names === undefined) used.set(api, new Set([name]));
    else names.add(name);
    this.#size++;
  }
}
