import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { CommandError, EXIT } from '../../exit.ts';

const FLUSH_CHARACTERS = 1 << 20;

/**
 * Values laid aside in a file that only this user can read, to go through them several times in bounded memory: traffic may come by standard
 * input, and may be longer than memory. `close` takes the file away.
 */
export class Spool<T> {
  readonly #folder = mkdtempSync(join(tmpdir(), 'airside-tune-'));
  readonly #file = join(this.#folder, 'traffic.ndjson');
  #descriptor: number | undefined = openSync(this.#file, 'wx', 0o600);
  #waiting = '';

  add(value: T): void {
    this.#waiting += `${JSON.stringify(value)}\n`;
    if (this.#waiting.length >= FLUSH_CHARACTERS) this.#flush();
  }

  /** Once nothing more is to be added. */
  seal(): void {
    this.#flush();
    this.#release();
  }

  async *read(): AsyncGenerator<T> {
    for await (const line of createInterface({ input: createReadStream(this.#file) })) yield JSON.parse(line) as T;
  }

  close(): void {
    this.#release();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    if (this.#descriptor === undefined) return;
    let bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    try {
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.#descriptor, bytes));
    } catch (error) {
      throw new CommandError(`traffic cannot be laid aside in ${this.#folder} (${(error as NodeJS.ErrnoException).code})`, {
        exitCode: EXIT.unavailable,
        hint: 'name another directory in TMPDIR',
      });
    }
  }

  #release(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
