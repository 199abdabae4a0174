import { lowerKey } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import type { MatchedRule } from './matched-rule.ts';

/** Shorter parts of a credential tell nothing, and are found in anything. */
const SHORTEST_PART = 6;

export const LEFT_OUT = '(left out)';

/**
 * A matched rule without what its reports may quote of headers with credentials: of matches in these headers and in cookies nothing, of others
 * what holds a part of such a header, in any case of letters, as it stands or with its base64 undone. Rules quote what they matched, or captured of
 * it, under whatever name the last rule of a chain saw it.
 */
export function withoutSecrets(state: Readonly<State>, secretHeaders: ReadonlySet<string>): (matched: MatchedRule) => MatchedRule {
  const holdsSecret = secretTest(state, secretHeaders);
  const clean = (text: string): string => (holdsSecret(text) ? LEFT_OUT : text);
  return (matched) => {
    const matches = matched.matches.map((match) =>
      namesSecret(match.name, secretHeaders)
        ? { ...match, msg: matched.rule.msg, data: LEFT_OUT }
        : { ...match, msg: clean(match.msg), data: clean(match.data) },
    );
    const [first] = matches;
    return { ...matched, matches, msg: first?.msg ?? '', data: first?.data ?? '', tags: matched.tags.map(clean) };
  };
}

function namesSecret(name: string, secretHeaders: ReadonlySet<string>): boolean {
  const [collection = '', ...key] = name.split(':');
  if (collection.startsWith('REQUEST_COOKIES')) return secretHeaders.has('cookie');
  return collection.endsWith('_HEADERS') && secretHeaders.has(lowerKey(key.join(':')));
}

function secretTest(state: Readonly<State>, secretHeaders: ReadonlySet<string>): (text: string) => boolean {
  const values = [...state.requestHeaders, ...state.responseHeaders].flatMap(({ key, value }) =>
    secretHeaders.has(lowerKey(key)) ? [value] : [],
  );
  const undone = values.flatMap((value) => value.split(/[\s,;=]/).map((word) => Buffer.from(word, 'base64').toString('latin1')));
  const secrets = lowerKey([...values, ...undone].join('\n'));
  const isHeld = (part: string): boolean => part.length >= SHORTEST_PART && secrets.includes(part);
  return (text) =>
    values.length > 0 &&
    lowerKey(text)
      .split(/[^0-9a-z]/)
      .some(isHeld);
}
