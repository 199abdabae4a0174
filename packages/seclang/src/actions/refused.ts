import type { Action } from './action.ts';

const CONTENT = 'responses are inspected, not changed';
const MASKING =
  'audit records are not masked by rules; leave the part out of SecAuditLogParts, or the header by the options of auditRecord';

const REASONS: Readonly<Record<string, string>> = {
  append: CONTENT,
  deprecatevar: 'collections do not count down by themselves; use expirevar, or setvar with =-',
  exec: 'rules do not run programs here; act on what the engine reports instead',
  pause: 'a pause would let a caller hold resources; act on what the engine reports instead',
  prepend: CONTENT,
  proxy: 'requests are not sent elsewhere; use deny, or redirect',
  sanitisearg: MASKING,
  sanitisematched: MASKING,
  sanitisematchedbytes: MASKING,
  sanitiserequestheader: MASKING,
  sanitiseresponseheader: MASKING,
};

/** Actions of ModSecurity that no rule can use here; to name one is an error with the reason. */
export const refused: readonly Action[] = Object.entries(REASONS).map(([name, reason]) => ({
  name,
  argument: 'optional',
  apply() {
    throw new Error(`${name} is refused: ${reason}`);
  },
}));
