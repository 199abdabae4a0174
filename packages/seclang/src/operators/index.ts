import { beginsWith } from './begins-with.ts';
import { containsWord } from './contains-word.ts';
import { contains } from './contains.ts';
import { endsWith } from './ends-with.ts';
import { eq } from './eq.ts';
import { ge } from './ge.ts';
import { gt } from './gt.ts';
import { ipMatchF, ipMatchFromFile } from './ip-match-from-file.ts';
import { ipMatch } from './ip-match.ts';
import { le } from './le.ts';
import { lt } from './lt.ts';
import { noMatch } from './no-match.ts';
import type { Operator } from './operator.ts';
import { streq } from './streq.ts';
import { strmatch } from './strmatch.ts';
import { unconditionalMatch } from './unconditional-match.ts';
import { unsupported } from './unsupported.ts';
import { validateByteRange } from './validate-byte-range.ts';
import { validateUrlEncoding } from './validate-url-encoding.ts';
import { validateUtf8Encoding } from './validate-utf8-encoding.ts';
import { within } from './within.ts';
import { withoutData } from './without-data.ts';

const ALL: readonly Operator[] = [
  beginsWith,
  containsWord,
  contains,
  endsWith,
  eq,
  ge,
  gt,
  ipMatchFromFile,
  ipMatchF,
  ipMatch,
  le,
  lt,
  noMatch,
  streq,
  strmatch,
  unconditionalMatch,
  ...unsupported,
  validateByteRange,
  validateUrlEncoding,
  validateUtf8Encoding,
  within,
  ...withoutData,
];

/** Every operator by its name in lower case. */
export const operators: ReadonlyMap<string, Operator> = new Map(ALL.map((operator) => [operator.name.toLowerCase(), operator]));
