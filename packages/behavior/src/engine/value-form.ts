import { type Evidence, quotedValue } from '@airside/domain';

const LONGEST = 300;
/** Letters and digits mixed over so many characters are an id; mixed in fewer, they are a word with a number. */
const SHORTEST_ID = 8;

/**
 * What others have to send too, to have sent the same: words as they are, of numbers how many digits they have, of ids of letters and digits that they are ones. Two honest
 * callers of a new release send ids that differ and are of one form; two payloads of an attack have words of their own.
 */
export function valueForm(evidence: Pick<Evidence, 'variable' | 'seen'>): string {
  const value = quotedValue(evidence)?.value ?? evidence.seen;
  return value.slice(0, LONGEST).replaceAll(/[\p{L}\p{N}]+/gu, formOfRun);
}

function formOfRun(run: string): string {
  if (!/\p{N}/u.test(run)) return run.toLowerCase();
  return /\p{L}/u.test(run) && run.length >= SHORTEST_ID ? '*' : run.replaceAll(/\p{N}/gu, '9');
}
