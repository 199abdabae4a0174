import { suggest } from '@airside/domain/text';
import { builtInRules, pageText, rulePage } from '@airside/openapi/linting';

import { CommandError, EXIT } from '../exit.ts';
import { printable } from '../terminal.ts';
import type { Rulesets } from './rulesets.ts';

/** Prints the page of a built-in rule; false where there is no such rule. */
export function explainBuiltIn(name: string): boolean {
  const page = rulePage(name);
  if (page !== undefined) process.stdout.write(`${pageText(page)}\n`);
  return page !== undefined;
}

/** Prints what a rule set says about a rule of its own. Yields the exit code. */
export async function explainRule(name: string, rulesets: Rulesets): Promise<number> {
  const { rules } = await rulesets.for(undefined);
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule === undefined) {
    const near = suggest(name, [...builtInRules(), ...rules.map((candidate) => candidate.name)]);
    throw new CommandError(`there is no rule ${printable(name)}`, near === undefined ? {} : { hint: `did you mean ${near}?` });
  }
  const { description, message, severity, documentationUrl } = rule;
  const parts = [`# ${rule.name}`, description, message, `Severity: ${severity}.`, documentationUrl];
  const written = parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (part ?? '').split('\n').map(printable).join('\n'));
  process.stdout.write(`${written.join('\n\n')}\n`);
  return EXIT.ok;
}
