import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';

import type { ConfigurationBundle } from '@airside/gateway';
import type { IdentityKey } from '@airside/identity';

import type { FromWorker, ToWorker } from './messages.ts';

const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 30_000;
const STEADY_AFTER_MS = 60_000;
const WORKER_MODULE = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';

export interface WorkerEvents {
  readonly onExchanges: (message: Extract<FromWorker, { kind: 'exchanges' }>) => void;
  readonly onLog: (line: string) => void;
}

export type Listening = Extract<FromWorker, { kind: 'listening' }>['addresses'];

/** The gateway processes: started, kept running, told of new configurations, stopped. */
export class Workers {
  readonly #events: WorkerEvents;
  readonly #identityKey: IdentityKey;
  readonly #drainMs: number;
  #bundle: ConfigurationBundle;
  #degradations: readonly string[] = [];
  #revision = 0;
  #stopping = false;
  #restartMs = FIRST_RESTART_MS;
  readonly #restarts = new Set<NodeJS.Timeout>();

  constructor(bundle: ConfigurationBundle, identityKey: IdentityKey, drainMs: number, events: WorkerEvents) {
    this.#bundle = bundle;
    this.#identityKey = identityKey;
    this.#drainMs = drainMs;
    this.#events = events;
    cluster.setupPrimary({ exec: fileURLToPath(new URL(WORKER_MODULE, import.meta.url)), args: [] });
  }

  /** Resolves with the addresses once all workers accept calls; rejects when one cannot. */
  async start(count: number): Promise<Listening> {
    const [first] = await Promise.all(Array.from({ length: count }, () => this.#fork()));
    return first ?? [];
  }

  /** Resolves once every worker serves the new configuration; rejects with the reason of one that does not. */
  async apply(bundle: ConfigurationBundle): Promise<void> {
    this.#bundle = bundle;
    const revision = ++this.#revision;
    await Promise.all(
      this.#running().map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            const onMessage = (message: FromWorker): void => {
              if (!('revision' in message) || message.revision !== revision) return;
              settle();
              if (message.kind === 'applied') resolve();
              else reject(new Error(message.message));
            };
            const onExit = (): void => {
              settle();
              resolve();
            };
            const settle = (): void => void worker.off('message', onMessage).off('exit', onExit);
            worker.on('message', onMessage).on('exit', onExit);
            this.#tell(worker, { kind: 'apply', bundle, revision });
          }),
      ),
    );
  }

  /** What the health endpoints of the workers say of the rest of Airside. */
  setDegradations(reasons: readonly string[]): void {
    if (reasons.join('\n') === this.#degradations.join('\n')) return;
    this.#degradations = reasons;
    for (const worker of this.#running()) this.#tell(worker, { kind: 'degradations', reasons });
  }

  /** Lets requests under way finish; resolves when all workers have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#restarts) clearTimeout(timer);
    await Promise.all(
      this.#running().map(
        (worker) =>
          new Promise<void>((resolve) => {
            const force = setTimeout(() => worker.process.kill('SIGKILL'), this.#drainMs + 2000);
            worker.once('exit', () => {
              clearTimeout(force);
              resolve();
            });
            this.#tell(worker, { kind: 'stop' });
          }),
      ),
    );
  }

  /** Ends all workers at once. */
  kill(): void {
    this.#stopping = true;
    for (const worker of this.#running()) worker.process.kill('SIGKILL');
  }

  #running(): Worker[] {
    return Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker?.isConnected() === true);
  }

  #tell(worker: Worker, message: ToWorker): void {
    worker.send(message, () => undefined);
  }

  #fork(): Promise<Listening> {
    const startedAt = Date.now();
    const worker = cluster.fork();
    this.#tell(worker, { kind: 'start', bundle: this.#bundle, identityKey: this.#identityKey, drainMs: this.#drainMs });
    if (this.#degradations.length > 0) this.#tell(worker, { kind: 'degradations', reasons: this.#degradations });

    return new Promise((resolve, reject) => {
      let ready = false;
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'exchanges') this.#events.onExchanges(message);
        else if (message.kind === 'error') this.#events.onLog(message.message);
        else if (message.kind === 'unable') reject(new Error(message.message));
        else if (message.kind === 'listening') {
          ready = true;
          resolve(message.addresses);
        }
      });
      worker.once('exit', (code, signal) => {
        if (!ready) reject(new Error(`a worker ended before it was ready (${signal ?? `exit code ${code}`})`));
        else if (!this.#stopping) this.#restart(startedAt, signal ?? `exit code ${code}`);
      });
    });
  }

  #restart(startedAt: number, cause: string): void {
    if (Date.now() - startedAt > STEADY_AFTER_MS) this.#restartMs = FIRST_RESTART_MS;
    const delay = this.#restartMs;
    this.#restartMs = Math.min(delay * 2, LAST_RESTART_MS);
    this.#events.onLog(`a worker ended unexpectedly (${cause}); another one starts in ${delay} ms`);
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      const failedAt = Date.now();
      this.#fork().catch((error: Error) => this.#restart(failedAt, error.message));
    }, delay);
    this.#restarts.add(timer);
  }
}
