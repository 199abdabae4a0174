import { beginsWith } from './begins-with.ts';
import { contains } from './contains.ts';
import { containsWord } from './contains-word.ts';
import { detectSQLi } from './detect-sqli.ts';
import { detectXSS } from './detect-xss.ts';
import { endsWith } from './ends-with.ts';
import { eq } from './eq.ts';
import { ge } from './ge.ts';
import { gt } from './gt.ts';
import { ipMatch } from './ip-match.ts';
import { ipMatchF, ipMatchFromFile } from './ip-match-from-file.ts';
import { le } from './le.ts';
import { lt } from './lt.ts';
import { noMatch } from './no-match.ts';
import type { Operator } from './operator.ts';
import { pm } from './pm.ts';
import { pmFromFile, pmf } from './pm-from-file.ts';
import { rx } from './rx.ts';
import { rxGlobal } from './rx-global.ts';
import { streq } from './streq.ts';
import { strmatch } from './strmatch.ts';
import { unconditionalMatch } from './unconditional-match.ts';
import { unsupported } from './unsupported.ts';
import { validateByteRange } from './validate-byte-range.ts';
import { validateUrlEncoding } from './validate-url-encoding.ts';
import { validateUtf8Encoding } from './validate-utf8-encoding.ts';
import { verifyCC } from './verify-cc.ts';
import { verifyCPF } from './verify-cpf.ts';
import { verifySSN } from './verify-ssn.ts';
import { verifySVNR } from './verify-svnr.ts';
import { within } from './within.ts';
import { withoutData } from './without-data.ts';

const ALL: readonly Operator[] = [
  beginsWith,
  containsWord,
  contains,
  detectSQLi,
  detectXSS,
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
  pmFromFile,
  pmf,
  pm,
  rxGlobal,
  rx,
  streq,
  strmatch,
  unconditionalMatch,
  ...unsupported,
  validateByteRange,
  validateUrlEncoding,
  validateUtf8Encoding,
  verifyCC,
  verifyCPF,
  verifySSN,
  verifySVNR,
  within,
  ...withoutData,
];

/** Every operator by its name in lower case. */
export const operators: ReadonlyMap<string, Operator> = new Map(ALL.map((operator) => [operator.name.toLowerCase(), operator]));
