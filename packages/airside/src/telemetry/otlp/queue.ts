import type { Delivery } from './transport.ts';

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;
const GATHER_MS = 1000;

export interface QueueOptions<Item> {
  /** Items that may wait; beyond that the oldest are dropped. */
  readonly most: number;
  /** Items in one request. */
  readonly batch: number;
  readonly send: (items: readonly Item[]) => Promise<Delivery>;
  readonly onSent: (count: number) => void;
  readonly onDropped: (count: number, reason: 'queue-full' | 'refused' | 'stopped') => void;
  /** Told of each failure, and of '' once things go well. */
  readonly onState: (trouble: string) => void;
}

/** A bounded queue before a receiver that may be slow or away. Whoever adds to it neither waits nor fails. */
export class ExportQueue<Item> {
  readonly #options: QueueOptions<Item>;
  #waiting: Item[] = [];
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #isClosed = false;

  constructor(options: QueueOptions<Item>) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(items: readonly Item[]): void {
    const { most, batch, onDropped } = this.#options;
    if (this.#isClosed) {
      onDropped(items.length, 'stopped');
      return;
    }
    this.#waiting.push(...items);
    const surplus = this.#waiting.length - most;
    if (surplus > 0) {
      this.#waiting.splice(0, surplus);
      onDropped(surplus, 'queue-full');
    }
    if (this.#underWay !== undefined) return;
    if (this.#timer === undefined) this.#schedule(this.#waiting.length >= batch ? 0 : GATHER_MS);
  }

  /** Tries once more to send what waits, and drops the rest. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#underWay;
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0 && (await this.#sendBatch()));
    if (this.#waiting.length > 0) this.#options.onDropped(this.#waiting.length, 'stopped');
    this.#waiting = [];
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#underWay = this.#run().finally(() => {
        this.#underWay = undefined;
      });
    }, delayMs);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#isClosed) {
      if (!(await this.#sendBatch())) return;
    }
  }

  /** False where the receiver could not be reached; then it is tried again later. */
  async #sendBatch(): Promise<boolean> {
    const { batch, send, onSent, onDropped, onState } = this.#options;
    const items = this.#waiting.splice(0, batch);
    const delivery = await send(items);
    if (delivery.kind !== 'failed') {
      const rejected = delivery.kind === 'refused' ? items.length : Math.min(delivery.rejected, items.length);
      if (rejected > 0) onDropped(rejected, 'refused');
      if (items.length > rejected) onSent(items.length - rejected);
      onState(rejected > 0 ? delivery.message : '');
      this.#retryMs = FIRST_RETRY_MS;
      return true;
    }
    onState(delivery.message);
    this.#putBack(items);
    if (!this.#isClosed) this.#schedule(delivery.afterMs ?? this.#retryMs * (0.5 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    return false;
  }

  #putBack(items: readonly Item[]): void {
    const room = Math.max(0, this.#options.most - this.#waiting.length);
    const lost = Math.max(0, items.length - room);
    if (lost > 0) this.#options.onDropped(lost, 'queue-full');
    this.#waiting = [...items.slice(lost), ...this.#waiting];
  }
}
