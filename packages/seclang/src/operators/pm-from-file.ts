import { dataLines } from './data-lines.ts';
import type { OperatorContext } from './operator.ts';
import { phraseOperator } from './phrase-operator.ts';
import { decodeHexNotation } from './phrases.ts';

/** `@pmFromFile files`: like `@pm`, with a phrase on each line of the files, whose names are parted by white space. */
export const pmFromFile = phraseOperator('pmFromFile', phrasesOfFiles);

/** `@pmf files`: short for `@pmFromFile`. */
export const pmf = phraseOperator('pmf', phrasesOfFiles);

/** The phrases in the files that an argument names. */
function phrasesOfFiles(argument: string, context: OperatorContext): string[] {
  const files = argument.split(/\s+/).filter((file) => file !== '');
  return files.flatMap((file) => dataLines(context.readData(file)).map(decodeHexNotation));
}
