import { RuleStoreError } from './rule-store-error.ts';
import { RULE_SET_NAME, RULE_SET_VERSION } from './state.ts';

const TITLE = /^(.*?)[-_ ]?v?(\d+(?:\.\d+)+(?:[-+].*)?)$/i;
const DIGITS_OF_CONTENTS = 12;

/** What is known of a rule set that has no name or version yet. */
export interface Unnamed {
  /** What it says of itself. */
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** What it is called where it comes from. */
  readonly title: string;
  readonly contents: string;
}

/**
 * The name under which a rule set is kept: the one asked for, else what it calls itself, else what its source is called. Throws a
 * RuleStoreError.
 */
export function nameOf({ name, title }: Unnamed, asked: string | undefined): string {
  if (asked !== undefined) {
    if (RULE_SET_NAME.test(asked)) return asked;
    throw new RuleStoreError(
      'usage',
      `${JSON.stringify(asked)} is no name of a rule set: expected lower case letters, digits and -, such as crs`,
    );
  }
  const found = (name ?? TITLE.exec(title)?.[1] ?? title).toLowerCase();
  if (RULE_SET_NAME.test(found)) return found;
  throw new RuleStoreError('usage', 'the rule set does not say what it is called', { hint: 'name it with --name, such as --name crs' });
}

/**
 * The version under which it is kept: the one asked for, else what it calls itself, else what its source is called, else digits of its
 * digest.
 */
export function versionOf({ version, title, contents }: Unnamed, asked: string | undefined): string {
  if (asked !== undefined) {
    if (RULE_SET_VERSION.test(asked)) return asked;
    throw new RuleStoreError(
      'usage',
      `${JSON.stringify(asked)} is no version: expected lower case letters, digits, ., + and -, such as 4.28.0`,
    );
  }
  const found = (version ?? TITLE.exec(title)?.[2] ?? '').toLowerCase().replace(/^v/, '');
  return RULE_SET_VERSION.test(found) ? found : contents.slice(0, DIGITS_OF_CONTENTS);
}
