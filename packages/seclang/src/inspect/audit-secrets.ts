import { lowerKey } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import type { MatchedRule } from './matched-rule.ts';

/** Shorter parts of a credential tell nothing, and are found in anything. */
const SHORTEST_PART = 6;

export const LEFT_OUT = '(left out)';

/** What of a request is a secret, by name. */
export interface SecretNames {
  /** In lower case. */
  readonly headers: Pick<ReadonlySet<string>, 'has'>;
  readonly arguments: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * A matched rule without what its reports may quote of headers and arguments with credentials: of matches in these and in cookies nothing, of others
 * what holds a part of one, in any case of letters, as it stands or with its base64 undone. Rules quote what they matched, or captured of
 * it, under whatever name the last rule of a chain saw it.
 */
export function withoutSecrets(state: Readonly<State>, secret: SecretNames): (matched: MatchedRule) => MatchedRule {
  const holdsSecret = secretTest(state, secret);
  const clean = (text: string): string => (holdsSecret(text) ? LEFT_OUT : text);
  return (matched) => {
    const matches = matched.matches.map((match) =>
      namesSecret(match.name, secret)
        ? { ...match, msg: matched.rule.msg, data: LEFT_OUT }
        : { ...match, msg: clean(match.msg), data: clean(match.data) },
    );
    const [first] = matches;
    return { ...matched, matches, msg: first?.msg ?? '', data: first?.data ?? '', tags: matched.tags.map(clean) };
  };
}

function namesSecret(name: string, secret: SecretNames): boolean {
  const [collection = '', ...key] = name.split(':');
  if (collection.startsWith('REQUEST_COOKIES')) return secret.headers.has('cookie');
  if (collection.startsWith('ARGS')) return secret.arguments.has(key.join(':'));
  return collection.endsWith('_HEADERS') && secret.headers.has(lowerKey(key.join(':')));
}

function secretTest(state: Readonly<State>, secret: SecretNames): (text: string) => boolean {
  const values = [...state.requestHeaders, ...state.responseHeaders].flatMap(({ key, value }) =>
    secret.headers.has(lowerKey(key)) ? [value] : [],
  );
  for (const { key, value } of [...state.argsGet, ...state.body.args]) if (secret.arguments.has(key)) values.push(value);
  const undone = values.flatMap((value) => value.split(/[\s,;=]/).map((word) => Buffer.from(word, 'base64').toString('latin1')));
  const secrets = lowerKey([...values, ...undone].join('\n'));
  const isHeld = (part: string): boolean => part.length >= SHORTEST_PART && secrets.includes(part);
  return (text) =>
    values.length > 0 &&
    lowerKey(text)
      .split(/[^0-9a-z]/)
      .some(isHeld);
}
