import { detectSqli, SQL_BYTES } from '../sqli/index.ts';
import { kindNeeds } from './needs.ts';
import type { Operator } from './operator.ts';

/** `@detectSQLi`: the value reads like an injection into SQL. Captures the fingerprint of its tokens. */
export const detectSQLi: Operator = {
  name: 'detectSQLi',
  compile: () => (value) => {
    const found = detectSqli(value);
    return found && { captures: [found.fingerprint] };
  },
  needs: () => kindNeeds(SQL_BYTES),
};
