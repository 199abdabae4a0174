import { familyOf } from '@airside/openapi/linting';

import { EXIT } from '../exit.ts';
import { columns, printable } from '../terminal.ts';
import type { Rulesets } from './rulesets.ts';

/** Prints the rules of the rule set that would be used here, those that are switched off too. Yields the exit code. */
export async function listRules(rulesets: Rulesets, json: boolean): Promise<number> {
  const { rules, location } = await rulesets.for(undefined);
  const listed = rules.map(({ name, severity, enabled, description = '' }) => ({
    rule: name,
    severity: enabled ? severity : ('off' as const),
    family: familyOf(name),
    description,
  }));
  if (json) process.stdout.write(`${JSON.stringify({ ruleset: location, rules: listed }, null, 2)}\n`);
  else
    process.stdout.write(
      `${columns([
        ['rule', 'severity', 'family', 'what it asks for'],
        ...listed.map(({ rule, severity, family, description }) => [printable(rule), severity, family, printable(description)]),
      ])}\n`,
    );
  return EXIT.ok;
}
