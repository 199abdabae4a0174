import { type Exclusion, type Exclusions, excluding, type RuleSet } from '@airside/seclang';

import type { ExclusionOptions } from './exclusion-options.ts';

type Part = NonNullable<Exclusion['variables']>[number];

const PARAMETERS = ['ARGS', 'ARGS_GET', 'ARGS_POST', 'ARGS_NAMES', 'ARGS_GET_NAMES', 'ARGS_POST_NAMES'];
const HEADERS = ['REQUEST_HEADERS', 'REQUEST_HEADERS_NAMES'];
const COOKIES = ['REQUEST_COOKIES', 'REQUEST_COOKIES_NAMES'];
/** What holds the path and nothing else. */
const PATH = ['REQUEST_FILENAME', 'REQUEST_BASENAME'];
/** Longer than any name that an option can mean, with the numbers of the entries. */
const LONGEST_KEY = 1000;

/**
 * What the options leave out of a rule set on one operation; undefined where that is nothing. The rule set stays as it is, and is shared with
 * APIs that leave out other rules.
 */
export function exclusionsOn(
  ruleSet: RuleSet,
  options: readonly ExclusionOptions[],
  operation: string | undefined,
): Exclusions | undefined {
  const here = options.filter(({ operations }) => operations.length === 0 || (operation !== undefined && operations.includes(operation)));
  return here.length === 0 ? undefined : excluding(ruleSet, here.map(exclusionOf));
}

/** First and last id of an entry of `rules`: a number, or text such as `942100-942199`. */
export function idRange(rule: number | string): readonly [first: number, last: number] {
  const [first, last = first] = String(rule).split('-');
  return [Number(first), Number(last)];
}

function exclusionOf(options: ExclusionOptions): Exclusion {
  const selected = { ids: options.rules.map(idRange), tags: options.tags };
  const variables = partsOf(options);
  return variables.length === 0 ? selected : { ...selected, variables };
}

function partsOf({ parameters, headers, cookies, path }: ExclusionOptions): Part[] {
  const inEach = (collections: readonly string[], keys: readonly string[]): Part[] =>
    keys.length === 0 ? [] : collections.map((collection) => ({ collection, keys }));
  const lists = parameters.filter((name) => name.includes('*'));
  // In query and form a parameter has its own name; names of parsed JSON bodies begin with `json`.
  const names = parameters.filter((name) => !name.includes('*')).flatMap((name) => [name, `json.${name}`]);
  return [
    ...inEach(PARAMETERS, names),
    ...lists.flatMap((name) => PARAMETERS.map((collection) => ({ collection, matches: inLists(name) }))),
    ...inEach(HEADERS, headers),
    ...inEach(COOKIES, cookies),
    ...inEach(PATH, path ? [''] : []),
  ];
}

/** Whether a key is that of a parameter in lists, which JSON bodies alone have: `items.*.note` is `json.items.array_7.note`. */
function inLists(name: string): (key: string) => boolean {
  const wanted = ['json', ...name.toLowerCase().split('.')];
  return (key) => {
    if (key.length > LONGEST_KEY) return false;
    const parts = key.toLowerCase().split('.');
    return parts.length === wanted.length && parts.every((part, place) => (wanted[place] === '*' ? isIndex(part) : part === wanted[place]));
  };
}

function isIndex(part: string): boolean {
  const digits = part.slice('array_'.length);
  return part.startsWith('array_') && digits !== '' && Array.from(digits).every((digit) => digit >= '0' && digit <= '9');
}
