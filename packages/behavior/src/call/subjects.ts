import { callerName, type Exchange, type Subject } from '@airside/domain';

/** From the name that tells callers apart best to the one that most of them share. */
const KINDS = ['user', 'credential', 'session', 'token', 'application', 'address', 'network'] as const;

/** All names of a caller, the one that tells callers apart best first. */
export function subjectsOf(exchange: Exchange): readonly Subject[] {
  const subjects: Subject[] = [];
  for (const kind of KINDS) {
    const id = callerName(exchange, kind);
    if (id !== undefined) subjects.push({ kind, id });
  }
  return subjects;
}
