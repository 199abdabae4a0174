import type { Data } from '../document/data.ts';
import { printValue } from '../print.ts';
import { compileExpression, type LinearExpression } from '../regular-expression.ts';
import { optionsOf } from './options.ts';
import { type Finding, pure, type RuleFunction } from './rule-function.ts';

const WITH_FLAGS = /^\/([\s\S]+)\/([a-z]*)$/;

/** A text matches a regular expression, or does not: `expression` or `/expression/flags`. */
export const pattern: RuleFunction = {
  name: 'pattern',
  compile: (given) => {
    const checked = optionsOf('pattern', given, ['match', 'notMatch']);
    if ('problem' in checked) return checked;
    const { match, notMatch } = checked.options;
    if (match === undefined && notMatch === undefined) {
      return {
        problem:
          '"pattern" function has invalid options specified. Example valid options: { "match": "^Stoplight" }, { "notMatch": "Swagger" }',
      };
    }
    const matching = expressionOf('match', match);
    if (matching && 'problem' in matching) return matching;
    const notMatching = expressionOf('notMatch', notMatch);
    if (notMatching && 'problem' in notMatching) return notMatching;
    return pure((value) => {
      if (typeof value !== 'string') return undefined;
      const findings: Finding[] = [];
      if (matching?.test(value) === false) findings.push({ message: `#{{print("value")}} must match the pattern ${printValue(match)}` });
      if (notMatching?.test(value)) findings.push({ message: `#{{print("value")}} must not match the pattern ${printValue(notMatch)}` });
      return findings;
    });
  },
};

function expressionOf(option: string, text: Data | undefined): LinearExpression | { readonly problem: string } | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return { problem: `"pattern" function and its "${option}" option must be string or RegExp instance` };
  const split = WITH_FLAGS.exec(text);
  const expression = split ? compileExpression(split[1] ?? '', split[2]) : compileExpression(text);
  return 'problem' in expression ? { problem: `the pattern ${text} cannot be used: ${expression.problem}` } : expression;
}
