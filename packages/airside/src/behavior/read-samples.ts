import { CommandError } from '../exit.ts';
import { chunksOf, nameOf } from '../traffic/chunks.ts';
import { LineReader, type TextLine } from '../traffic/lines.ts';
import { Skipped } from '../traffic/skipped.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { CsvSamples } from './csv-samples.ts';
import { parseSample, type Sample } from './sample.ts';

/** Gives a sample its number among all. */
type Read = (number: number) => Sample | undefined;

interface Reader {
  push(chunk: Buffer): Iterable<Read>;
  end(): Iterable<Read>;
}

/**
 * The samples of files one after the other (`-` is standard input), also compressed with gzip, with `before` others before them: NDJSON, or CSV where a file
 * begins with names of columns. A wrong line ends it with an error that names the place. One line at a time is in memory.
 */
export async function* readSamples(files: readonly string[], before = 0): AsyncGenerator<Sample> {
  let number = 0;
  for (const file of files) {
    const skipped = new Skipped();
    let reader: Reader | undefined;
    for await (const chunk of chunksOf(file, skipped)) {
      reader ??= isTable(chunk) ? tableReader(nameOf(file), before) : lineReader(nameOf(file), before);
      yield* samplesOf(reader.push(chunk));
    }
    if (reader !== undefined) yield* samplesOf(reader.end());
    if (skipped.count > 0) throw new CommandError(`${nameOf(file)} ends within its compression, or is damaged`);
  }

  function* samplesOf(reads: Iterable<Read>): Generator<Sample> {
    for (const read of reads) {
      const sample = read(number);
      if (sample === undefined) continue;
      number++;
      yield sample;
    }
  }
}

/** Whether a file begins with names between commas, and not with JSON. */
function isTable(chunk: Buffer): boolean {
  const head = chunk.toString('utf8', 0, 4096).trimStart();
  const end = head.indexOf('\n');
  return !head.startsWith('{') && !head.startsWith('[') && head.slice(0, end === -1 ? head.length : end).includes(',');
}

function lineReader(file: string, before: number): Reader {
  const lines = new LineReader();
  const read = ({ number: line, text }: TextLine): Read => {
    return (number) =>
      at(`${file}:${line}`, () => {
        if (text === undefined) throw new Error('the line is longer than 8 MiB');
        return parseSample(text, number, before);
      });
  };
  return { push: (chunk) => lines.push(chunk).map(read), end: () => lines.end().map(read) };
}

function tableReader(file: string, before: number): Reader {
  const records = new CsvReader();
  const rows = new CsvSamples();
  const read = (record: CsvRecord): Read => {
    return (number) => at(`${file}:${record.line}`, () => rows.read(record, number, before));
  };
  return { push: (chunk) => guarded(file, records.push(chunk)).map(read), end: () => guarded(file, records.end()).map(read) };
}

function* guarded<T>(file: string, items: Generator<T>): Generator<T> {
  try {
    yield* items;
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(`${file}: ${(error as Error).message}`);
  }
}

function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CommandError(`${place}: ${(error as Error).message}`);
  }
}
