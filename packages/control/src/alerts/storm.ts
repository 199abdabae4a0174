import type { Severity } from '@airside/domain';

/** More groups than a channel is to be told of one by one, told as one. Times in milliseconds since 1970. */
export interface Storm {
  readonly channel: string;
  readonly key: string;
  readonly sinceMs: number;
  readonly lastToldMs: number | null;
  /** Keys of groups that are part of it and not over. */
  readonly groups: readonly string[];
  /** How many groups have been part of it. */
  readonly total: number;
  /** How many it were at the last message. */
  readonly toldTotal: number;
  readonly severity: Severity;
}

/** When new groups were told to a channel, so that more than a few within a while become a storm. */
export class StormWatch {
  readonly #opened = new Map<string, number[]>();

  /** Whether so many more would be too many; otherwise they are counted. */
  admits(
    channel: string,
    count: number,
    { messages, within }: { readonly messages: number; readonly within: number },
    nowMs: number,
  ): boolean {
    const recent = (this.#opened.get(channel) ?? []).filter((atMs) => nowMs - atMs < within);
    if (recent.length + count > messages) {
      this.#opened.set(channel, recent);
      return false;
    }
    this.#opened.set(channel, [...recent, ...Array.from({ length: count }, () => nowMs)]);
    return true;
  }

  /** Takes over what was told before a restart. */
  remember(channel: string, atMs: number): void {
    this.#opened.set(channel, [...(this.#opened.get(channel) ?? []), atMs]);
  }
}
