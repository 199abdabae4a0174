import { compileMatcher } from '../match/matcher.ts';
import { lowerKey, ruleKey } from './entry.ts';
import { variables } from './index.ts';
import type { State } from './state.ts';
import { unknownVariable } from './unsupported.ts';

/** Text with `%{variable}`, `%{collection.name}` and `%{collection:/pattern/}` (the first whose name matches) in it. */
export interface Macro {
  /** The text when it holds no variable. */
  readonly constant: string | undefined;
  /** The variables of TX that it holds, in lower case, where it holds no other. */
  readonly txKeys: readonly string[] | undefined;
  expand(state: State): string;
}

const MAX_EXPANDED_BYTES = 1 << 20;

/** Reads a text with macros. Throws an Error that names a variable nobody knows. What has no value expands to an empty text. */
export function parseMacro(text: string): Macro {
  const parts: (string | Read)[] = [];
  const txKeys: string[] = [];
  let isTxAlone = true;
  let end = 0;
  for (const match of text.matchAll(/%\{([^{}]+)\}/g)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const { read, txKey } = reader(match[1] ?? '');
    parts.push(read);
    if (txKey === undefined) isTxAlone = false;
    else txKeys.push(txKey);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  const [first = ''] = parts;
  if (parts.every((part) => typeof part === 'string')) return { constant: parts.join(''), txKeys, expand: () => parts.join('') };
  const held = { constant: undefined, txKeys: isTxAlone ? txKeys : undefined };
  if (parts.length === 1 && typeof first !== 'string') return { ...held, expand: first };
  return {
    ...held,
    expand: (state) => {
      let expanded = '';
      for (const part of parts) expanded += typeof part === 'string' ? part : part(state);
      return expanded.length > MAX_EXPANDED_BYTES ? expanded.slice(0, MAX_EXPANDED_BYTES) : expanded;
    },
  };
}

type Read = (state: State) => string;

/** How a macro reads its variable; `txKey` names it where it is one of TX. */
function reader(reference: string): { readonly read: Read; readonly txKey?: string } {
  const separator = reference.search(/[.:]/);
  const name = (separator === -1 ? reference : reference.slice(0, separator)).trim().toUpperCase();
  const variable = variables.get(name);
  if (variable === undefined) {
    throw new Error(unknownVariable(name, variables.keys(), `%{${reference}}`));
  }
  if (separator === -1) return { read: (state) => variable.read(state)[0]?.value ?? '' };
  const written = reference.slice(separator + 1).trim();
  if (written.length > 2 && written.startsWith('/') && written.endsWith('/')) {
    const matcher = compileMatcher(`(?i)${written.slice(1, -1)}`);
    return { read: (state) => variable.read(state).find((entry) => matcher.test(entry.key))?.value ?? '' };
  }
  const key = ruleKey(written);
  if (name === 'TX') return { read: ({ tx }) => tx.entry(key)?.value ?? '', txKey: key };
  const { find } = variable;
  if (find !== undefined) return { read: (state) => find(state, key)[0]?.value ?? '' };
  return { read: (state) => variable.read(state).find((entry) => lowerKey(entry.key) === key)?.value ?? '' };
}
