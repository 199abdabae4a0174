import { expect, test } from 'vitest';

import { faultInSubject } from './fault-in-subject.ts';
import { subjectOf } from './subject.ts';

function faultIn(key: string): string | undefined {
  const subject = subjectOf(key);
  if (subject === undefined) throw new Error(`${key} is no subject`);
  return faultInSubject(subject);
}

test.each(['token:x', 'token:eyJhbGciOiJSUzI1NiJ9.e30.c2ln', 'token:Zm9vYmFyYmF6cXV+', 'session:1234', 'session:Zm9vYmFyYmF6cXV4a'])(
  '%s, by which nobody is known, is nobody who could be hit',
  (key) => {
    expect(faultIn(key)).toContain('16 characters in base64url');
  },
);

test.each(['address:shop', 'network:shop', 'api:shop'])('%s is none either', (key) => {
  expect(faultIn(key)).toBeDefined();
});

test.each(['token:Zm9vYmFyYmF6cXV4', 'session:Zm-vYm_yYmF6cXV4', 'user:a', 'credential:k', 'address:192.0.2.1', 'network:AS64500'])(
  '%s is',
  (key) => {
    expect(faultIn(key)).toBeUndefined();
  },
);
