import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

import { CommandError, EXIT } from '../../exit.ts';
import { type Destination, sendToServer } from './send.ts';

const LOOK_EVERY_MS = 10;
const MARK_EVERY_MS = 500;
/** What a server may write about one request, and what is read at once. */
const MOST_BYTES = 2 ** 24;

/**
 * The log of a server under test. Requests with a text of their own in `X-CRS-Test` and `X-Request-Id` mark where a test begins and ends, as
 * go-ftw marks it; the server must log one of the two.
 */
export class ServerLog {
  readonly #file: string;
  readonly #destination: Destination;
  #position: number;
  /** Marks that were long in coming, and were therefore sent again: they may show once more later. */
  readonly #repeated: string[] = [];

  /** Reads from where the log ends now. Throws a CommandError where it cannot be read. */
  constructor(file: string, destination: Destination) {
    this.#file = file;
    this.#destination = destination;
    this.#position = this.#open((descriptor) => fstatSync(descriptor).size);
  }

  /** What the server logged since the last mark (a byte string), once all of it is there. Throws a CommandError when no mark shows in time, or where there is no server. */
  async upToNow(): Promise<string> {
    const mark = randomUUID();
    const { timeoutMs } = this.#destination;
    const endsAt = performance.now() + timeoutMs;
    let text = '';
    let sent = 0;
    for (let marksAt = 0; performance.now() < endsAt; await after(LOOK_EVERY_MS)) {
      if (performance.now() >= marksAt) {
        await sendToServer(markerRequest(mark), this.#destination);
        if (++sent === 2) this.#repeated.push(mark);
        marksAt = performance.now() + MARK_EVERY_MS;
      }
      text += this.#more();
      const found = text.indexOf(mark);
      if (found !== -1) {
        return without(this.#repeated, text.slice(0, text.lastIndexOf('\n', found) + 1));
      }
      if (text.length > MOST_BYTES) throw new CommandError(`${this.#file} grew by more than ${MOST_BYTES} bytes within one test`);
    }
    throw new CommandError(`${this.#file} did not show the mark ${mark} in ${timeoutMs} ms`, {
      exitCode: EXIT.unavailable,
      hint: 'expected a log to which the server writes X-CRS-Test or X-Request-Id of every request; see --help',
    });
  }

  #more(): string {
    return this.#open((descriptor) => {
      const { size } = fstatSync(descriptor);
      if (size < this.#position) this.#position = 0;
      const buffer = Buffer.alloc(Math.min(size - this.#position, MOST_BYTES));
      const read = readSync(descriptor, buffer, 0, buffer.length, this.#position);
      this.#position += read;
      return buffer.toString('latin1', 0, read);
    });
  }

  #open<T>(use: (descriptor: number) => T): T {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(this.#file, 'r');
      return use(descriptor);
    } catch (error) {
      throw new CommandError(`${this.#file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }
}

function without(marks: readonly string[], lines: string): string {
  if (!marks.some((mark) => lines.includes(mark))) return lines;
  return lines
    .split('\n')
    .filter((line) => !marks.some((mark) => line.includes(mark)))
    .join('\n');
}

function markerRequest(mark: string): string {
  const fields = {
    Host: 'localhost',
    'User-Agent': 'airside',
    Accept: '*/*',
    'X-CRS-Test': mark,
    'X-Request-Id': mark,
    Connection: 'close',
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET / HTTP/1.1\r\n${lines.join('')}\r\n`;
}
