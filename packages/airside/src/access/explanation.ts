import type { Principal } from '@airside/domain';
import type { AccessAnswer, ExplainedCondition, ExplainedRule } from '@airside/gateway';

import { paint, printable } from '../terminal.ts';

const EFFECTS = { allow: 'allows', deny: 'denies', require: 'must be met', hide: 'hides fields', close: 'closes fields' } as const;

/** The answer for people: decision, then each rule with what was asked for and found. */
export function explanation(answer: AccessAnswer, principal: Principal): string {
  const decision =
    answer.refusal === undefined
      ? paint('green', 'allowed')
      : `${paint('red', 'refused')}  ${answer.refusal.problem}: ${answer.refusal.reason}`;
  const lines = [
    decision,
    `caller     ${principal.subject} (${principal.kind}${principal.consumer === null ? '' : `, consumer ${principal.consumer}`})`,
    `API        ${answer.api}, operation ${answer.operation ?? 'none'}`,
    ...(answer.country === undefined ? [] : [`country    ${answer.country}`]),
    ...answer.verdicts.map(({ policy, outcome }) => `policy     ${policy}: ${outcome}`),
    ...answer.policies.flatMap(({ policy, rules }) => rules.flatMap((rule) => ruleLines(policy, rule))),
  ];
  return lines.map(printable).join('\n');
}

function ruleLines(policy: string, { name, effect, isAbout, applies, conditions, unless }: ExplainedRule): string[] {
  const state = isAbout ? (applies ? 'applies' : 'does not apply') : 'is not about this operation';
  return [
    `${policy}: ${name} (${EFFECTS[effect]}) ${state}`,
    ...conditions.map((condition) => conditionLine('', condition)),
    ...unless.map((condition) => conditionLine('unless ', condition)),
  ];
}

function conditionLine(prefix: string, { name, expected, found, holds }: ExplainedCondition): string {
  return `  ${holds ? 'yes' : 'no '}  ${prefix}${name}: expected ${expected}; found ${found}`;
}
