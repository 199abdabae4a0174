import { phraseNeeds } from './needs.ts';
import type { Operator, OperatorContext } from './operator.ts';
import { compilePhrases } from './pattern.ts';

/** An operator that searches a value for any of many phrases, in any case of ASCII letters, and captures the one that ends first. */
export function phraseOperator(name: string, phrasesOf: (argument: string, context: OperatorContext) => string[]): Operator {
  return {
    name,
    compile: (argument, context) => {
      const phrases = phrasesOf(argument, context);
      if (phrases.length === 0) throw new Error(`@${name} has no phrase to search for: name at least one`);
      const find = compilePhrases(phrases);
      return (value) => {
        const phrase = find(value);
        return phrase === undefined ? undefined : { captures: [phrase] };
      };
    },
    needs: (argument, context) => phraseNeeds(phrasesOf(argument, context)),
  };
}
