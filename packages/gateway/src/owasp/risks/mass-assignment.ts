import type { Risk } from '../risk.ts';
import { profileChecks } from './check.ts';
import { hasBody } from './declared.ts';
import { writeChecks } from './property-checks.ts';

export const massAssignment: Risk = {
  id: 'mass-assignment',
  title: 'Mass Assignment',
  places: { 2019: 6 },
  about: 'A caller sets fields of an object that it may not set.',
  test: 'Send further fields (role, price, owner) and look whether they stick.',
  assess: (posture) =>
    hasBody(posture)
      ? { checks: [...writeChecks(posture), ...profileChecks(posture, 'fields')] }
      : { notApplicable: 'the definition declares no body of requests' },
};
