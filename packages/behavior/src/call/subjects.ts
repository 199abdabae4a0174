import type { Exchange, Subject } from '@airside/domain';

const LONGEST_ID = 300;

/** All names of a caller, the one that tells callers apart best first: user, credential, session, token, application, network; the address last. */
export function subjectsOf({ principal, client }: Exchange): readonly Subject[] {
  const subjects: Subject[] = [];
  const add = (kind: Subject['kind'], id: string | null | undefined): void => {
    if (id !== null && id !== undefined && id !== '') subjects.push({ kind, id: id.length > LONGEST_ID ? id.slice(0, LONGEST_ID) : id });
  };
  const known = principal === null || principal.kind === 'anonymous' ? undefined : principal;
  if (known !== undefined) {
    add('user', known.issuer !== undefined ? `${known.issuer}#${known.subject}` : (known.consumer ?? known.subject));
    add('credential', known.credential);
  }
  add('session', client.session);
  if (known !== undefined) {
    add('token', known.token);
    add('application', known.application);
  }
  add('address', client.address);
  add('network', client.network);
  return subjects;
}
