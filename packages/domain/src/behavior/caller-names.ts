import type { Exchange } from '../exchange.ts';
import type { Principal } from '../principal.ts';
import type { Subject } from './subject.ts';

const LONGEST_ID = 300;

type NamedPrincipal = Pick<Principal, 'kind' | 'subject' | 'consumer' | 'credential' | 'issuer' | 'application'> & {
  readonly token?: string | undefined;
};

/**
 * Who an identified caller is, from the outside in: its token, credential, application and user. One whom nobody vouches for has no such name.
 * A user is `issuer#subject` where an issuer speaks of it, else the consumer, else the subject.
 */
export function principalNames(principal: NamedPrincipal | null): Subject[] {
  if (principal === null || principal.kind === 'anonymous') return [];
  const { token, credential, application, issuer, subject, consumer } = principal;
  return named([
    ['token', token],
    ['credential', credential],
    ['application', application],
    ['user', issuer === undefined ? (consumer ?? subject) : `${issuer}#${subject}`],
  ]);
}

/** All names of whoever made an exchange, each kind once. What was claimed and not shown is none. */
export function callerNames({ client, principal }: Pick<Exchange, 'client' | 'principal'>): Subject[] {
  const { address, network, session } = client;
  return [
    ...named([
      ['address', address],
      ['network', network],
      ['session', session],
    ]),
    ...principalNames(principal as NamedPrincipal | null),
  ];
}

function named(names: readonly (readonly [Subject['kind'], string | null | undefined])[]): Subject[] {
  return names.flatMap(([kind, id]) => (id === undefined || id === null || id === '' ? [] : [{ kind, id: id.slice(0, LONGEST_ID) }]));
}
