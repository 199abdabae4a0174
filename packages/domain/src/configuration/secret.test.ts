import { format, inspect } from 'node:util';

import { expect, test } from 'vitest';

import { Secret, secret } from './secret.ts';

test('a secret shows itself only when asked to', () => {
  const value = new Secret('hunter2hunter2');
  const places = [
    String(value),
    'a'.concat(value.toString()),
    JSON.stringify({ value }),
    inspect({ value }, { depth: 9, showHidden: true }),
    format('%s %o %j', value, value, value),
    Object.values(value).join(),
  ];
  expect(places.join()).not.toContain('hunter2');
  expect(value.reveal()).toBe('hunter2hunter2');
});

test('an error that carries a secret does not print it', () => {
  const error = Object.assign(new Error('x'), { value: new Secret('hunter2hunter2') });
  expect(inspect(error)).not.toContain('hunter2');
});

test('a secret that is too short is refused without being shown', () => {
  const result = secret(20).safeParse('hunter2');
  expect(result.success).toBe(false);
  expect(inspect(result.error)).not.toContain('hunter2');
});
