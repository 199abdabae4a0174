import cluster, { type Worker } from 'node:cluster';

import type { DirectoryChange, Sanction, SanctionChange } from '@airside/domain';
import type { ConfigurationBundle, MeterOptions } from '@airside/gateway';
import { createReplayMemory, createReplayStore, type DirectoryRecordSet, type IdentityKey, type RevokedToken } from '@airside/identity';

import type { Monitor } from '../telemetry/monitor.ts';
import { takeWorker } from './fork.ts';
import type { Log } from './log.ts';
import type { FromWorker, ToWorker, WorkerTracing } from './messages.ts';
import { WorkerAnswers } from './worker-answers.ts';

const SECOND_RESTART_MS = 500;
const LAST_RESTART_MS = 30_000;
const STEADY_AFTER_MS = 60_000;
/** Beyond the time that requests under way may take. */
const STOP_GRACE_MS = 2000;
/** A change of the directory counts in every worker within a second. */
const DIRECTORY_TIMEOUT_MS = 700;

export interface WorkersOptions {
  readonly bundle: ConfigurationBundle;
  readonly identityKey: IdentityKey;
  readonly drainMs: number;
  /** The records of the store; whoever changes them says so with `changeDirectory`. */
  readonly directory: Pick<DirectoryRecordSet, 'contents'>;
  /** Those in effect; whoever changes them says so with `changeSanctions`. */
  readonly sanctions: () => readonly Sanction[];
  /** Tokens that are void although they verify; whoever adds to them says so with `revoke`. */
  readonly revoked: () => readonly RevokedToken[];
  readonly onExchanges: (message: Extract<FromWorker, { kind: 'exchanges' }>) => void;
  readonly onKeyUses: (message: Extract<FromWorker, { kind: 'key-uses' }>) => void;
  readonly onSpans: (message: Extract<FromWorker, { kind: 'spans' }>) => void;
  /** What they count. */
  readonly meter: MeterOptions;
  /** Which requests they trace; none where undefined. */
  readonly tracer: WorkerTracing | undefined;
  /** Called for each process that is started: where what it counts goes. */
  readonly attachMetrics: Monitor['attach'];
  /** One has ended that was not to end. */
  readonly onWorkerEnded: () => void;
  readonly onSanctionHits: (message: Extract<FromWorker, { kind: 'sanction-hits' }>) => void;
  readonly log: Log;
}

export type Listening = Extract<FromWorker, { kind: 'listening' }>['addresses'];

/** What became of a change of the directory or of the sanctions: how many workers go by it, and how many of them had to be replaced for that. */
export interface DirectoryEffect {
  readonly workers: number;
  readonly replaced: number;
}

/** The gateway processes: started, kept running, told of new configurations and of changed callers, stopped. */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #restarts = new Set<NodeJS.Timeout>();
  readonly #serving = new Set<Worker>();
  readonly #answers = new WorkerAnswers();
  /** For all workers together. */
  readonly #used = { proofs: createReplayStore(), messages: createReplayMemory() };
  #bundle: ConfigurationBundle;
  #degradations: readonly string[] = [];
  #revision = 0;
  #stopping = false;
  #restartMs = 0;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#bundle = options.bundle;
  }

  /** Resolves with the addresses once all workers accept calls; rejects with the error (and its `code`) of one that cannot. */
  async start(count: number): Promise<Listening> {
    const [first] = await Promise.all(Array.from({ length: count }, () => this.#fork()));
    return first ?? [];
  }

  /** Resolves once every worker serves the new configuration; where one cannot, all go on with the one before, and this rejects. */
  async apply(bundle: ConfigurationBundle): Promise<void> {
    const before = this.#bundle;
    try {
      await this.#applyToAll(bundle);
    } catch (error) {
      await this.#applyToAll(before);
      throw error;
    }
  }

  /**
   * Resolves once no worker serves by the records of before. One that does not confirm the change in time is ended, and another one, which
   * starts with the changed records, takes its place.
   */
  changeDirectory(changes: readonly DirectoryChange[]): Promise<DirectoryEffect> {
    return this.#change({ kind: 'directory', changes, revision: ++this.#revision });
  }

  /** The same for sanctions. */
  changeSanctions(changes: readonly SanctionChange[]): Promise<DirectoryEffect> {
    return this.#change({ kind: 'sanctions', changes, revision: ++this.#revision });
  }

  async #change(message: ToWorker & { readonly revision: number }): Promise<DirectoryEffect> {
    const running = this.#running();
    // One that does not serve yet gets the message before it is told that it listens.
    for (const worker of running) if (!this.#serving.has(worker)) this.#tell(worker, message);
    const serving = running.filter((worker) => this.#serving.has(worker));
    const replaced = await Promise.all(serving.map((worker) => this.#changeOrEnd(worker, message)));
    return { workers: running.length, replaced: replaced.filter(Boolean).length };
  }

  /** Tells every worker of tokens that are void from now on. */
  revoke(tokens: readonly RevokedToken[]): void {
    for (const worker of this.#running()) this.#tell(worker, { kind: 'revoked', tokens });
  }

  /** What the health endpoints of the workers say of the rest of Airside. */
  setDegradations(reasons: readonly string[]): void {
    if (reasons.join('\n') === this.#degradations.join('\n')) return;
    this.#degradations = reasons;
    for (const worker of this.#running()) this.#tell(worker, { kind: 'degradations', reasons });
  }

  /** Lets requests under way finish; resolves when all workers have ended. */
  async stop(): Promise<void> {
    this.#cancelRestarts();
    await Promise.all(this.#running().map((worker) => this.#stop(worker)));
  }

  /** Ends all workers at once. */
  kill(): void {
    this.#cancelRestarts();
    for (const worker of this.#running()) worker.process.kill('SIGKILL');
  }

  /** One after another: changed firewall rules take a worker up to a second to compile, in which the others answer. */
  async #applyToAll(bundle: ConfigurationBundle): Promise<void> {
    this.#bundle = bundle;
    const revision = ++this.#revision;
    for (const worker of this.#running()) {
      // One that ended while it waited for its turn is being replaced by one that starts with the new configuration.
      if (worker.isConnected()) await this.#ask(worker, { kind: 'apply', bundle, revision });
    }
  }

  /** True where the worker was ended. */
  async #changeOrEnd(worker: Worker, message: ToWorker & { readonly revision: number }): Promise<boolean> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#options.log('worker-late', `it did not confirm what was changed within ${DIRECTORY_TIMEOUT_MS} ms and is ended`);
      worker.process.kill('SIGKILL');
    }, DIRECTORY_TIMEOUT_MS);
    await this.#ask(worker, message);
    clearTimeout(timer);
    return late;
  }

  /** Resolves once the worker confirms, or has ended; rejects where it cannot do what it is told. */
  #ask(worker: Worker, question: ToWorker & { readonly revision: number }): Promise<void> {
    const answer = this.#answers.to(worker, question.revision);
    this.#tell(worker, question);
    return answer;
  }

  #stop(worker: Worker): Promise<void> {
    return new Promise((resolve) => {
      const force = setTimeout(() => worker.process.kill('SIGKILL'), this.#options.drainMs + STOP_GRACE_MS);
      worker.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      this.#tell(worker, { kind: 'stop' });
    });
  }

  #cancelRestarts(): void {
    this.#stopping = true;
    for (const timer of this.#restarts) clearTimeout(timer);
  }

  #running(): Worker[] {
    return Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker?.isConnected() === true);
  }

  #tell(worker: Worker, message: ToWorker): void {
    worker.send(message, () => undefined);
  }

  async #use(worker: Worker, { question, of, owner, id, untilMs }: Extract<FromWorker, { kind: 'use' }>): Promise<void> {
    this.#tell(worker, { kind: 'used', question, use: await this.#used[of].use(owner, id, untilMs) });
  }

  #fork(): Promise<Listening> {
    const {
      identityKey,
      drainMs,
      directory,
      sanctions,
      onExchanges,
      onKeyUses,
      onSpans,
      onSanctionHits,
      meter,
      tracer,
      attachMetrics,
      log,
    } = this.#options;
    const startedAt = Date.now();
    const metrics = attachMetrics();
    const worker = takeWorker();
    return new Promise((resolve, reject) => {
      let ready = false;
      worker.on('message', (message: FromWorker) => {
        if ('revision' in message) this.#answers.take(worker, message);
        else if (message.kind === 'exchanges') onExchanges(message);
        else if (message.kind === 'key-uses') onKeyUses(message);
        else if (message.kind === 'spans') onSpans(message);
        else if (message.kind === 'metrics') metrics.accept(message.changes);
        else if (message.kind === 'sanction-hits') onSanctionHits(message);
        else if (message.kind === 'use') void this.#use(worker, message);
        else if (message.kind === 'trouble') log('worker-trouble', message.message);
        else if (message.kind === 'error') log('request-failed', `request ${message.requestId}: ${message.message}`);
        else if (message.kind === 'unable') {
          reject(Object.assign(new Error(message.message), { code: message.code }));
          worker.process.kill('SIGKILL');
        } else if (message.kind === 'listening') {
          ready = true;
          this.#serving.add(worker);
          resolve(message.addresses);
        }
      });
      worker.once('exit', (code, signal) => {
        this.#serving.delete(worker);
        this.#answers.ended(worker);
        metrics.end();
        const cause = signal ?? `exit code ${code}`;
        if (!ready) reject(new Error(`a worker ended before it was ready (${cause})`));
        else this.#restart(Date.now() - startedAt, cause);
      });
      // The system could not start a process.
      worker.once('error', reject);
      // Before it serves anything.
      this.#tell(worker, { kind: 'revoked', tokens: this.#options.revoked() });
      this.#tell(worker, {
        kind: 'start',
        bundle: this.#bundle,
        identityKey,
        drainMs,
        directory: directory.contents(),
        sanctions: sanctions(),
        meter,
        ...(tracer && { tracer }),
      });
      if (this.#degradations.length > 0) this.#tell(worker, { kind: 'degradations', reasons: this.#degradations });
    });
  }

  /** The first one at once, further ones ever more slowly until one has run steadily. */
  #restart(ranMs: number, cause: string): void {
    if (this.#stopping) return;
    if (ranMs > STEADY_AFTER_MS) this.#restartMs = 0;
    const delay = this.#restartMs;
    this.#restartMs = Math.min(Math.max(delay * 2, SECOND_RESTART_MS), LAST_RESTART_MS);
    this.#options.onWorkerEnded();
    this.#options.log('worker-ended', `${cause}; another one starts ${delay === 0 ? 'now' : `in ${delay} ms`}`);
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      this.#fork().catch((error: Error) => this.#restart(0, error.message));
    }, delay);
    this.#restarts.add(timer);
  }
}
