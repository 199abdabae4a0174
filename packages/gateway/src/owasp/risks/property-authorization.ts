import type { Risk } from '../risk.ts';
import { hasAnswer, hasBody } from './declared.ts';
import { answerChecks, writeChecks } from './property-checks.ts';

export const propertyAuthorization: Risk = {
  id: 'property-authorization',
  title: 'Broken Object Property Level Authorization',
  places: { 2023: 3 },
  about: 'A caller sees fields of an object that are not for it, or sets fields that it may not.',
  test: 'Compare answers with what each role may see; send further fields (role, price, owner) and look whether they stick.',
  assess: (posture) => {
    const checks = [...(hasAnswer(posture) ? answerChecks(posture) : []), ...(hasBody(posture) ? writeChecks(posture) : [])];
    return checks.length === 0 ? { notApplicable: 'the definition declares no body, neither of requests nor of answers' } : { checks };
  },
};
