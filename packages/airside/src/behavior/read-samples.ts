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
 * begins with names of columns. A wrong line is counted in `broken`, or, where none is given, ends it with an error that names the place. One line at a time is in
 * memory.
 */
export async function* readSamples(files: readonly string[], before = 0, broken?: Skipped): AsyncGenerator<Sample> {
  let number = 0;
  for (const file of files) {
    const skipped = new Skipped();
    let reader: Reader | undefined;
    for await (const chunk of chunksOf(file, skipped)) {
      if (reader === undefined && isUtf16(chunk)) throw new CommandError(`${nameOf(file)} is UTF-16: expected UTF-8`, { hint: UTF8 });
      reader ??= isTable(chunk) ? tableReader(nameOf(file), before) : lineReader(nameOf(file), before);
      yield* samplesOf(reader.push(chunk));
    }
    if (reader !== undefined) yield* samplesOf(reader.end());
    if (skipped.count > 0) throw new CommandError(`${nameOf(file)} ends within its compression, or is damaged`);
  }

  function* samplesOf(reads: Iterable<Read>): Generator<Sample> {
    for (const read of reads) {
      const sample = attempt(read, number);
      if (sample === undefined) continue;
      number++;
      yield sample;
    }
  }

  function attempt(read: Read, at: number): Sample | undefined {
    try {
      return read(at);
    } catch (error) {
      if (broken === undefined || !(error instanceof BrokenLine)) throw error;
      broken.add(error.place, error.what);
      return undefined;
    }
  }
}

/** A line that is not understood; others may be. */
class BrokenLine extends CommandError {
  readonly place: string;
  readonly what: string;

  constructor(place: string, what: string) {
    super(`${place}: ${what}`, { hint: 'with --skip-broken, lines that are not understood are counted and left out' });
    this.place = place;
    this.what = what;
  }
}

const UTF8 = 'iconv -f UTF-16 -t UTF-8 converts it';

/** By its byte order mark, or by the zeros beside characters of ASCII. */
function isUtf16(chunk: Buffer): boolean {
  const [first, second] = chunk;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0) !== (second === 0);
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
    throw new BrokenLine(place, (error as Error).message);
  }
}
