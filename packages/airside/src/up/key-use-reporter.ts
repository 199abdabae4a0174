import type { Exchange } from '@airside/domain';

const GATHER_MS = 1000;
/** What does not fit is told when it is used the next time. */
const MOST_KEYS = 10_000;

/** Passes on ids of keys with the time of their last use, in milliseconds since 1970; calls back once that has left this process. */
export type SendKeyUses = (uses: readonly (readonly [id: string, atMs: number])[], sent: () => void) => void;

export interface KeyUseReporter {
  accept(exchange: Pick<Exchange, 'principal' | 'time'>): void;
  /** Sends what waits; resolves once it has left this process. */
  flush(): Promise<void>;
}

/** Gathers which API keys were used, and passes that on once a second at most. */
export function createKeyUseReporter(send: SendKeyUses): KeyUseReporter {
  const uses = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const pass = (sent: () => void): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...uses];
    uses.clear();
    if (batch.length === 0) sent();
    else send(batch, sent);
  };

  return {
    accept({ principal, time }) {
      const id = principal?.kind === 'apiKey' ? principal.credential : null;
      if (id === null || (uses.size >= MOST_KEYS && !uses.has(id))) return;
      uses.set(id, Date.parse(time));
      timer ??= setTimeout(() => pass(() => undefined), GATHER_MS);
    },
    flush: () => new Promise(pass),
  };
}
