import { isAbout, isInForce } from '../../conditions/exceptions.ts';
import type { ExplainedCondition, ExplainedRule, PolicyRequest } from '../../pipeline/policy.ts';
import type { ObjectRule } from './object-rule.ts';
import { ownsText } from './owner.ts';

const BODIES = 'not known before there is one';

/** What each rule asks of a request, by the same look-ups that judge it. Quotes claims of the caller: for people who ask. */
export function explainObjects(rules: readonly ObjectRule[], request: PolicyRequest): readonly ExplainedRule[] {
  return rules.map((rule) => ({
    name: rule.name,
    effect: 'require',
    isAbout: isAbout(rule, request),
    applies: isInForce(rule, request),
    conditions: isAbout(rule, request) ? conditionsOf(rule, request) : [],
    unless: [],
  }));
}

function conditionsOf({ owners, head, absent, body, response }: ObjectRule, request: PolicyRequest): readonly ExplainedCondition[] {
  const own = owners.of(request.principal);
  const expected = `${owners.text} of the caller: ${own.length === 0 ? 'none' : own.map((value) => JSON.stringify(value)).join(', ')}`;
  const conditions: ExplainedCondition[] = [];
  if (head !== undefined) {
    const found = head.find(request);
    conditions.push({
      name: head.text,
      expected,
      found: found.kind === 'text' ? found.text : found.kind === 'absent' ? 'none' : found.reason,
      holds: own.length > 0 && (found.kind === 'text' ? ownsText(own, found.text) : found.kind === 'absent' && absent === 'pass'),
    });
  }
  if (body !== undefined) conditions.push({ name: `body /${body.join('/')}`, expected, found: BODIES, holds: own.length > 0 });
  if (response !== undefined)
    conditions.push({ name: `answer /${response.owner.join('/')}`, expected, found: BODIES, holds: own.length > 0 });
  return conditions;
}
