import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/**
 * Values laid aside in a file that only this user can read, to go through them several times in bounded memory: traffic may come by standard
 * input, and may be longer than memory. `close` takes the file away.
 */
export class Spool<T> {
  readonly #folder = mkdtempSync(join(tmpdir(), 'airside-tune-'));
  readonly #file = join(this.#folder, 'traffic.ndjson');
  readonly #output = createWriteStream(this.#file, { mode: 0o600 });

  async add(value: T): Promise<void> {
    if (this.#output.write(`${JSON.stringify(value)}\n`)) return;
    await new Promise<void>((resolve, reject) => {
      this.#output.once('drain', resolve).once('error', reject);
    });
  }

  /** Once nothing more is to be added. */
  async seal(): Promise<void> {
    this.#output.end();
    await finished(this.#output);
  }

  async *read(): AsyncGenerator<T> {
    for await (const line of createInterface({ input: createReadStream(this.#file) })) yield JSON.parse(line) as T;
  }

  close(): void {
    this.#output.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
