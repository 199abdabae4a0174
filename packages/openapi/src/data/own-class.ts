import { compilePattern, type LinearPattern } from '../validate/schema/pattern.ts';
import { luhn } from './checks/luhn.ts';
import { mod11And10, mod97 } from './checks/modulo.ts';
import { verhoeff } from './checks/verhoeff.ts';
import { LAW } from './classes/laws.ts';
import type { DataClass, Sensitivity, ValueTest } from './data-class.ts';

/** A class as somebody configures it. */
export interface OwnClass {
  readonly title?: string | undefined;
  readonly sensitivity: Sensitivity;
  readonly names: readonly string[];
  /** Matched against the whole value. */
  readonly pattern?: string | undefined;
  readonly checksum?: keyof typeof CHECKSUMS | undefined;
  readonly alone: boolean;
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
}

export interface OwnClassProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

const FEWEST_DIGITS = 2;

/** Of letters before the digits, as in `C-12345674`, the check digit knows nothing. */
const overDigits = (check: (digits: string) => boolean) => (code: string) => {
  const digits = code.replaceAll(/\D/g, '');
  return digits.length >= FEWEST_DIGITS && check(digits);
};

const CHECKSUMS = {
  luhn: overDigits(luhn),
  'mod11-10': overDigits(mod11And10),
  verhoeff: overDigits(verhoeff),
  /** As an IBAN has it: the first four characters are read last. */
  mod97: (code: string) => code.length > 4 && mod97(code.slice(4) + code.slice(0, 4)),
} as const;

const CHANCES = { luhn: 0.1, 'mod11-10': 0.1, verhoeff: 0.1, mod97: 0.0103 } as const;
const LONGEST = 256;
/** Of a pattern nobody knows how much else fits it. Who says that values are evidence alone says that it is little. */
const CHANCE_OF_PATTERN = { named: 0.1, alone: 0.001 } as const;

/** The class, or why it cannot be: a pattern that takes more than linear time, examples that contradict it. */
export function compileOwnClass(
  id: string,
  own: OwnClass,
): { readonly dataClass: DataClass } | { readonly problems: readonly OwnClassProblem[] } {
  const pattern = own.pattern === undefined ? undefined : compilePattern(`^(?:${own.pattern})$`);
  if (pattern !== undefined && 'problem' in pattern)
    return { problems: [{ path: ['pattern'], message: `this pattern is not matched: ${pattern.problem}` }] };
  const test = valueTest(own, pattern);
  const problems = [
    ...own.examples.flatMap((value, index) =>
      test.fits(value) ? [] : [{ path: ['examples', index], message: 'this example is not of the class', hint: whyNot(own, value) }],
    ),
    ...own.counterExamples.flatMap((value, index) =>
      test.fits(value) ? [{ path: ['counterExamples', index], message: 'this example is of the class, and should not be' }] : [],
    ),
  ];
  if (problems.length > 0) return { problems };
  const dataClass: DataClass = {
    id,
    title: own.title ?? id,
    family: 'own',
    sensitivity: own.sensitivity,
    law: LAW.own,
    names: own.names,
    values: [test],
    alone: own.alone,
    mask: 'ends',
    examples: { fit: own.examples, other: own.counterExamples },
  };
  return { dataClass };
}

function valueTest({ checksum, alone }: OwnClass, pattern: LinearPattern | undefined): ValueTest {
  const chance =
    (pattern === undefined ? 1 : CHANCE_OF_PATTERN[alone ? 'alone' : 'named']) * (checksum === undefined ? 1 : CHANCES[checksum]);
  const hasChecksum = checksum === undefined ? () => true : CHECKSUMS[checksum];
  return {
    form: 'text',
    least: 1,
    most: LONGEST,
    chance,
    fits: (text) => text.length <= LONGEST && (pattern?.test(text) ?? true) && hasChecksum(compact(text)),
  };
}

function whyNot({ pattern, checksum }: OwnClass, value: string): string {
  if (checksum !== undefined && !CHECKSUMS[checksum](compact(value))) return `its check digits are not right (${checksum})`;
  return `the whole value has to fit ${pattern ?? ''}`;
}

/** Without the separators that people write. */
function compact(text: string): string {
  return text.replaceAll(/[ ./-]/g, '').toUpperCase();
}
