import type { Outcome } from '../../outbox/channel.ts';

/** A record as it is sent: one line, and when it happened. */
export interface Line {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  /** Such as `detection`. */
  readonly kind: string;
}

/** Some of a batch were taken, others not: `later` may be taken another time, `refused` never. */
export interface SomeTaken {
  readonly kind: 'some';
  readonly later: readonly Line[];
  readonly refused: readonly Line[];
  readonly reason: string;
}

/**
 * Where records go. `refused` means this batch, whenever it is sent: the rest may still be taken. What is wrong with the receiver as a whole,
 * also that it lets nobody in, is `later`. Of a batch of one it is never `some`.
 */
export interface Sink {
  /** Where it goes, without what is secret of it. */
  readonly target: string;
  send(batch: readonly Line[], signal: AbortSignal): Promise<Outcome | SomeTaken>;
  /** Ends connections. */
  close(): Promise<void>;
}

export interface SinkContext {
  readonly timeoutMs: number;
  /** Certificates (PEM) of the authorities to trust instead of the public ones. */
  readonly ca: string | undefined;
}
