import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { CommandError, EXIT } from '../exit.ts';

/** A line of a file with the place it stands in. */
export interface Line {
  readonly place: string;
  readonly text: string;
}

/** The lines of files one after the other that are not blank; of standard input where no file is named, or for `-`. */
export async function* readLines(files: readonly string[]): AsyncGenerator<Line> {
  for (const file of files.length === 0 ? ['-'] : files) {
    yield* linesOf(file === '-' ? process.stdin : createReadStream(file), file === '-' ? 'standard input' : file);
  }
}

async function* linesOf(stream: Readable, name: string): AsyncGenerator<Line> {
  let number = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (text.trim() !== '') yield { place: `${name}:${number}`, text };
    }
  } catch (error) {
    throw new CommandError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
}
