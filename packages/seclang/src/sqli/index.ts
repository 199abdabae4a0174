import { fingerprint, HAS } from '../fingerprint.ts';
import { judge } from './judge.ts';
import { hidesKeyword } from './nested-comment.ts';
import { TokenStream } from './stream.ts';
import { type Dialect, endOfString, MYSQL, STANDARD } from './strings.ts';
import { TOKEN } from './token.ts';

/** What an SQL injection was recognised by. */
export interface SqlInjection {
  /** The kinds of its first tokens (see `TOKEN`), at most twelve: `s&1=1`. */
  readonly fingerprint: string;
}

/**
 * Whether a value, a byte string, would change the meaning of an SQL statement into which it is put: as it is, or between quotes of any
 * kind, as standard SQL and MySQL read it. Takes time in proportion to the value's length; never throws.
 */
export function detectSqli(value: string): SqlInjection | undefined {
  const has = fingerprint(value);
  if ((has & SQL_BYTES) === 0) return undefined;
  if ((has & COMMENT) === COMMENT && hidesKeyword(value)) return { fingerprint: TOKEN.nestedComment };
  const dialects = (has & DIFFERENT) === 0 ? ONE : BOTH;
  for (const dialect of dialects) {
    const found =
      judgeFrom(value, undefined, 0, dialect) ??
      ((has & HAS.singleQuote) === 0 ? undefined : judgeQuoted(value, "'", dialect)) ??
      ((has & HAS.doubleQuote) === 0 ? undefined : judgeQuoted(value, '"', dialect)) ??
      ((has & HAS.backtick) === 0 ? undefined : judgeQuoted(value, '`', dialect));
    if (found !== undefined) return { fingerprint: found };
  }
  return undefined;
}

const ONE: readonly Dialect[] = [STANDARD];
const BOTH: readonly Dialect[] = [STANDARD, MYSQL];
/** Bits of `HAS`: values with none of these are no injection. */
export const SQL_BYTES =
  HAS.singleQuote |
  HAS.doubleQuote |
  HAS.backtick |
  HAS.parenthesis |
  HAS.whitespace |
  HAS.slash |
  HAS.control |
  HAS.semicolon |
  HAS.equals |
  HAS.angle |
  HAS.comma |
  HAS.other |
  HAS.pipe |
  HAS.ampersand |
  HAS.high |
  HAS.nul;
const COMMENT = HAS.slash | HAS.star;
/** Bytes that the dialects read differently: `#`, `\`, `--`, `/*!`. */
const DIFFERENT = HAS.hash | HAS.backslash | HAS.dash | HAS.star;

function judgeQuoted(value: string, quote: string, dialect: Dialect): string | undefined {
  const end = endOfString(value, 0, quote, dialect);
  return end >= value.length ? undefined : judgeFrom(value, quote, end + 1, dialect);
}

function judgeFrom(value: string, quote: string | undefined, from: number, dialect: Dialect): string | undefined {
  return judge(new TokenStream(value, from, dialect), quote, from);
}
