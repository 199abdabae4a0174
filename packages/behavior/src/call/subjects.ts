import { callerNames, type Exchange, type Subject, type SubjectKind } from '@airside/domain';

/** From the name that tells callers apart best to the one that most of them share. */
const RANKS: Readonly<Record<SubjectKind, number>> = {
  user: 0,
  credential: 1,
  session: 2,
  token: 3,
  application: 4,
  address: 5,
  network: 6,
  api: 7,
};

/** All names of a caller, the one that tells callers apart best first. */
export function subjectsOf(exchange: Exchange): readonly Subject[] {
  return callerNames(exchange).sort((a, b) => RANKS[a.kind] - RANKS[b.kind]);
}
