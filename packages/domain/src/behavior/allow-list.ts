import { compileAddressList, isNetwork } from '../address-list.ts';
import { SUBJECT_KINDS, type Subject, type SubjectKind, subjectKey, subjectOf } from './subject.ts';

/** Names that are known only once it is known who calls. */
const OF_PRINCIPALS: ReadonlySet<SubjectKind> = new Set(['token', 'credential', 'application', 'user']);

export interface AllowList {
  /** One of the names is on the list. */
  allows(names: readonly Subject[]): boolean;
  allowsAddress(address: string): boolean;
  /** It has names of those that are known only once it is known who calls. */
  readonly namesPrincipals: boolean;
}

/** Who is never hit: subjects such as `user:acme`, addresses and networks. What `faultInAllowed` finds fault with is in no list. */
export function compileAllowList(entries: readonly string[]): AllowList {
  const networks = entries.map(networkOf).filter((network) => network !== undefined);
  const allowsAddress = compileAddressList(networks);
  const keys = new Set(entries.filter((entry) => networkOf(entry) === undefined));
  return {
    allows: (names) => names.some((name) => keys.has(subjectKey(name)) || (name.kind === 'address' && allowsAddress(name.id))),
    allowsAddress: (address) => keys.has(`address:${address}`) || allowsAddress(address),
    namesPrincipals: [...keys].some((key) => OF_PRINCIPALS.has(subjectOf(key)?.kind ?? 'api')),
  };
}

/** What was expected where an entry of an allow list means nobody; undefined where it is right. */
export function faultInAllowed(entry: string): string | undefined {
  if (networkOf(entry) !== undefined) return undefined;
  const subject = subjectOf(entry);
  if (subject === undefined)
    return `an address, a network, or a name such as user:acme; kinds are ${SUBJECT_KINDS.filter((kind) => kind !== 'api').join(', ')}`;
  return subject.kind === 'api' ? 'a caller, which an API is not' : undefined;
}

/** An address or network, also one that is written as a subject. */
function networkOf(entry: string): string | undefined {
  const text = entry.startsWith('address:') ? entry.slice('address:'.length) : entry;
  return isNetwork(text) ? text : undefined;
}
