/** Kinds of data that belong together. */
const FAMILIES = [
  'contact',
  'person',
  'address',
  'birth',
  'national-id',
  'document',
  'payment',
  'bank',
  'health',
  'special',
  'location',
  'network',
  'vehicle',
  'credential',
  'own',
] as const;
export type Family = (typeof FAMILIES)[number];

/** What it costs the person, or the company, when it gets into the wrong hands; from little to much. */
export const SENSITIVITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/**
 * A name of a field, in words: `given name` stands for `givenName`, `given_name`, `GIVEN-NAME` and `givenname`, and for what ends with them
 * (`customerGivenName`). With `of`, it counts only as a part of something of that kind: `name` of a person, not of a product.
 */
export type FieldName = string | { readonly of: ContextName; readonly names: readonly string[] };

/** What things can be that fields belong to; see `names/contexts.ts`. */
export type ContextName = 'person' | 'address' | 'card' | 'account' | 'place' | 'vehicle' | 'birth' | 'document' | 'insurance';

/**
 * What a value is like, so that a test sees only what it can judge. `digits`: ASCII digits, perhaps with single spaces, dashes, dots or
 * slashes between them; `code`: letters and digits of ASCII likewise, at least one letter. The test gets both without these separators, codes
 * in upper case. `text`: any value, as it stands.
 */
export type ValueForm = 'digits' | 'code' | 'text';

export interface ValueTest {
  readonly form: ValueForm;
  /** Least and most characters of what the test gets. */
  readonly least: number;
  readonly most: number;
  /** With `text`: all that fits begins with one of these. Values found by their beginning are found within longer texts as well. */
  readonly starts?: readonly string[];
  /** With `text`: all that fits holds this character. */
  readonly holds?: '@' | '.' | ':' | '+' | '$';
  /** The share of other values of the same form and length that fit by chance; what the test proves follows from it. */
  readonly chance: number;
  /** Takes time linear in the value. */
  readonly fits: (value: string) => boolean;
}

/** A class of data: what it is, what it is worth, and how it is found. Never found by a name alone where values are there that do not fit. */
export interface DataClass {
  readonly id: string;
  readonly title: string;
  readonly family: Family;
  readonly sensitivity: Sensitivity;
  /** What the law or the industry says of it, in one sentence. */
  readonly law: string;
  /** Names that mean this and hardly anything else. */
  readonly names: readonly FieldName[];
  /** Names that may mean this: they count half, and never for themselves. */
  readonly hints?: readonly FieldName[];
  /** Words that say that the field is about it without holding it: `verified` in `emailVerified`, `page` in `pageToken`. */
  readonly notWith?: readonly string[];
  /** Fits where one of them fits. */
  readonly values: readonly ValueTest[];
  /** Whether values are evidence enough where the name says nothing. */
  readonly alone: boolean;
  /** Of a value, what may be shown. */
  readonly mask: 'ends' | 'email' | 'card' | 'beginning' | 'nothing';
  /** Values that the tests have to tell apart. */
  readonly examples: { readonly fit: readonly string[]; readonly other: readonly string[] };
}
