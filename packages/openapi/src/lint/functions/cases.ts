import { compileExpression } from '../regular-expression.ts';

export const CASES = ['flat', 'camel', 'pascal', 'kebab', 'cobol', 'snake', 'macro'] as const;

type Casing = (typeof CASES)[number];

export interface Groups {
  readonly character: string;
  readonly allowLeading: boolean;
}

/** Expressions for words in each case; `0` stands for the digits where they are allowed. */
const WORDS: Readonly<Record<Casing, string>> = {
  flat: '[a-z][a-z0]*',
  camel: '[a-z][a-z0]*(?:[A-Z0](?:[a-z0]+|$))*',
  pascal: '[A-Z][a-z0]*(?:[A-Z0](?:[a-z0]+|$))*',
  kebab: '[a-z][a-z0]*(?:-[a-z0]+)*',
  cobol: '[A-Z][A-Z0]*(?:-[A-Z0]+)*',
  snake: '[a-z][a-z0]*(?:_[a-z0]+)*',
  macro: '[A-Z][A-Z0]*(?:_[A-Z0]+)*',
};

export function isCased(text: string, casing: Casing, digits: boolean, groups: Groups | undefined): boolean {
  const word = WORDS[casing].replaceAll('0', digits ? '0-9' : '');
  const separator = groups && (groups.character === '' ? '(?:)' : `[${groups.character.replace(/[\\^\]\-[]/, '\\$&')}]`);
  const whole = groups ? `^${groups.allowLeading ? `${separator}?` : ''}${word}(?:${separator}${word})*$` : `^${word}$`;
  const expression = compileExpression(whole);
  return !('problem' in expression) && expression.test(text);
}
