import { type Evidence, quotedValue } from '@airside/domain';

const LONGEST = 300;
/** Letters and digits mixed over so many characters are an id; mixed in fewer, they are a word with a number. */
const SHORTEST_ID = 8;

/** What is learned and seen of a value that is odd by its length. */
const LENGTHS = /^\d+( to \d+)? characters$/;
const LENGTH = /^([A-Za-z ]{1,40}) of (\d{1,9}) characters/;

/**
 * What others have to send too, to have sent the same: words as they are, of numbers how many digits they have, of ids of letters and digits that they are ones. Two honest
 * callers of a new release send ids that differ and are of one form; two payloads of an attack have words of their own. What is odd by its length is the same
 * where it is about as long.
 */
export function valueForm(evidence: Pick<Evidence, 'variable' | 'learned' | 'seen'>): string {
  const [, type, length] = (LENGTHS.test(evidence.learned) && LENGTH.exec(evidence.seen)) || [];
  if (type !== undefined) return `${type} of 2^${Math.round(Math.log2(1 + Number(length)))} characters`;
  const value = quotedValue(evidence)?.value ?? evidence.seen;
  return value.slice(0, LONGEST).replaceAll(/[\p{L}\p{N}]+/gu, formOfRun);
}

function formOfRun(run: string): string {
  if (!/\p{N}/u.test(run)) return run.toLowerCase();
  return /\p{L}/u.test(run) && run.length >= SHORTEST_ID ? '*' : run.replaceAll(/\p{N}/gu, '9');
}
