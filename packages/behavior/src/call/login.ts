import { isSecretName } from '@airside/domain';

import type { Login, Outcome, Parameter } from './call.ts';
import { Remembered } from './remembered.ts';

/** Names that people log in by, by their last part, in lower case without separators. */
const USER_NAMES: ReadonlySet<string> = new Set([
  ...['user', 'username', 'userid', 'login', 'loginname', 'loginid', 'email', 'emailaddress', 'mail', 'account', 'accountname', 'uid'],
  ...[
    'name',
    'nick',
    'nickname',
    'benutzer',
    'benutzername',
    'usuario',
    'utilisateur',
    'identifier',
    'phone',
    'phonenumber',
    'mobile',
    'msisdn',
  ],
]);
/** Letters of names of what people know or are sent; other secrets (keys, tokens, signatures) are shown with any request. */
const PASSWORDS = ['pass', 'pwd', 'pw', 'pin', 'otp', 'secret', 'code', 'kennwort', 'contrase', 'senha', 'motdepasse'];
const LONGEST_USER = 200;

/**
 * The attempt to log in that a request is, by a password or the like beside a name that people log in by, or by a name that was refused with its password
 * (`claimed`). Undefined where it is none.
 */
export function loginOf(parameters: readonly Parameter[], claimed: string | undefined, outcome: Outcome): Login | undefined {
  if (claimed !== undefined) return { user: claimed.slice(0, LONGEST_USER), succeeded: false };
  let user: string | undefined;
  let hasPassword = false;
  for (const { place, name, value } of parameters) {
    if (place !== 'body' && place !== 'query') continue;
    const { isUser, isPassword } = saidBy(name);
    if (user === undefined && isUser) user = value;
    else if (isPassword) hasPassword = true;
  }
  return hasPassword && user !== undefined ? { user: user.slice(0, LONGEST_USER), succeeded: outcome === 'success' } : undefined;
}

/** What the name of a parameter says of its value. */
interface Said {
  /** It is a name that people log in by. */
  readonly isUser: boolean;
  /** It is what people know or are sent. */
  readonly isPassword: boolean;
}

const remembered = new Remembered<Said>();

function saidBy(name: string): Said {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const last = lastPart(name);
  return remembered.set(name, {
    isUser: USER_NAMES.has(last),
    isPassword: PASSWORDS.some((part) => last.includes(part)) && isSecretName(name),
  });
}

function lastPart(name: string): string {
  let last = '';
  for (let index = name.length - 1; index >= 0; index--) {
    const character = name[index] ?? '';
    if (character === '.') break;
    if (character !== '_' && character !== '-' && character !== '[' && character !== ']') last = character + last;
  }
  return last.toLowerCase();
}
