import type { Posture } from '../posture.ts';
import type { Check, Risk } from '../risk.ts';
import { pathParameters, quoted } from './check.ts';

export const objectAuthorization: Risk = {
  id: 'object-authorization',
  title: 'Broken Object Level Authorization',
  places: { 2019: 1, 2023: 1 },
  about: 'A caller gets at the objects of others by naming their ids.',
  test: 'As two users, call the operation with the ids of the other one.',
  assess: (posture) => {
    const { options, isOpen, operation } = posture;
    const { rules } = options.objects;
    if (rules.length === 0 && isOpen) return { notApplicable: 'the operation is open to everybody, and so are its objects' };
    const parameters = pathParameters(posture);
    if (rules.length === 0 && parameters.length === 0 && operation !== undefined)
      return { notApplicable: 'its path names no object; whether its answers hold objects of others is to be tested' };
    return { checks: rules.length === 0 ? [noRule(parameters)] : rules.map((rule, index) => ruleCheck(rule, index, posture)) };
  },
};

function noRule(parameters: readonly string[]): Check {
  const named = parameters.length === 0 ? '' : ` that ${quoted(parameters)} names`;
  return {
    state: 'absent',
    by: 'objects',
    isDecisive: true,
    says: `no rule of \`objects\` is about this operation: any caller who may use it gets at any object${named}`,
    mend: 'add a rule to policies.objects.rules: the value of the request, or the owner in the answer, that the caller has to be',
  };
}

type Rule = Posture['options']['objects']['rules'][number];

function ruleCheck({ name, request, response }: Rule, index: number, { request: parts }: Posture): Check {
  const called = name ?? `rule ${index + 1}`;
  if (parts.objects !== 'enforces') return { ...noRule([]), says: `"${called}" of \`objects\` is not at work on this operation` };
  const mayLack = request !== undefined && request.path === undefined && request.absent === 'pass' && response === undefined;
  if (mayLack) {
    return {
      state: 'partial',
      by: 'objects',
      says: `"${called}" of \`objects\` lets requests pass that do not have the value (absent: pass)`,
      mend: `set absent: refuse in "${called}", or check the owner in the answer as well`,
    };
  }
  const place = request === undefined ? 'the owner in the answer' : (request.path ?? request.query ?? request.header ?? request.body ?? '');
  return {
    state: 'enforced',
    by: 'objects',
    says: `"${called}" of \`objects\` holds ${request === undefined ? place : `"${place}" of the request`} against the caller`,
  };
}
