import { CommandError } from '../exit.ts';
import { chunksOf, nameOf } from '../traffic/chunks.ts';
import { LineReader, type TextLine } from '../traffic/lines.ts';
import { Skipped } from '../traffic/skipped.ts';
import { parseSample, type Sample } from './sample.ts';

/**
 * The samples of files one after the other (`-` is standard input), also compressed with gzip, with `before` others before them. A wrong line ends it with an error
 * that names the place. One line at a time is in memory.
 */
export async function* readSamples(files: readonly string[], before = 0): AsyncGenerator<Sample> {
  let number = 0;
  for (const file of files) {
    const skipped = new Skipped();
    const lines = new LineReader();
    for await (const chunk of chunksOf(file, skipped)) {
      for (const line of lines.push(chunk)) yield sampleOf(line, file, number++, before);
    }
    for (const line of lines.end()) yield sampleOf(line, file, number++, before);
    if (skipped.count > 0) throw new CommandError(`${nameOf(file)} ends within its compression, or is damaged`);
  }
}

function sampleOf({ number: line, text }: TextLine, file: string, number: number, before: number): Sample {
  const place = `${nameOf(file)}:${line}`;
  if (text === undefined) throw new CommandError(`${place}: the line is longer than 8 MiB`);
  try {
    return parseSample(text, number, before);
  } catch (error) {
    throw new CommandError(`${place}: ${(error as Error).message}`);
  }
}
