import { phraseOperator } from './phrase-operator.ts';
import { phrasesOf } from './phrases.ts';

/** `@pm phrases`: one of the phrases, parted by white space, occurs in the value, in any case of letters. Captures it. */
export const pm = phraseOperator('pm', (argument) => phrasesOf(argument));
