import type { Operator } from './operator.ts';

const REASONS: readonly (readonly [name: string, reason: string])[] = [
  ['inspectFile', 'it would run a program with a file that a caller sent'],
  ['fuzzyHash', 'it needs the ssdeep library'],
  ['gsbLookup', 'the service behind it, Google Safe Browsing version 1, is gone'],
  ['rsub', 'it would change bodies, and ModSecurity 3 has dropped it'],
  ['validateDTD', 'document types are refused in every XML body'],
  ['validateSchema', 'XML is not checked against schemas'],
  ['validateHash', 'ModSecurity 3 has dropped it'],
];

/** Operators of ModSecurity that no rule can use here. To compile one throws an Error with the reason. */
export const unsupported: readonly Operator[] = REASONS.map(([name, reason]) => ({
  name,
  compile: () => {
    throw new Error(`The operator @${name} is not supported: ${reason}; remove the rule`);
  },
}));
