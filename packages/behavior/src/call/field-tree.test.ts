import { expect, test } from 'vitest';

import { fieldsOf } from './field-tree.ts';
import { LIMITS } from './limits.ts';

test('a field is made once, with its path and what its name says', () => {
  const items = fieldsOf('order').member('items').items();
  expect(items.path).toBe('items[]');
  expect(items.member('id')).toMatchObject({ path: 'items[].id', kind: 'order', isPersonal: false });
  expect(items.member('customerId').kind).toBe('customer');
  expect(fieldsOf('order').member('email').isPersonal).toBe(true);
  expect(fieldsOf('order').member('items').items()).toBe(items);
  expect(fieldsOf('ticket').member('id')).not.toBe(fieldsOf('order').member('id'));
});

test('a member is the same field at whatever place of an object it stands, and whatever stood there before', () => {
  const root = fieldsOf('place');
  const objects = [['id', 'name', 'email'], ['name', 'id'], ['email'], ['4711', '4712', 'id'], ['id', 'name', 'email']];
  for (const names of objects) {
    for (const [place, name] of names.entries()) expect(root.memberAt(place, name)).toBe(root.member(name));
  }
  expect(root.memberAt(1000, 'name').path).toBe('name');
});

test('names that are data share one field, however many there are', () => {
  const root = fieldsOf('order');
  const paths = new Set(Array.from({ length: 1000 }, (_, number) => root.member(`${4_711_000 + number}`)));
  expect([...paths].map(({ path }) => path)).toEqual(['*']);
});

test('no name is an object of the language, and none is longer than may be', () => {
  const root = fieldsOf('order');
  for (const name of ['__proto__', 'constructor', 'toString']) expect(root.member(name).path).toBe(name);
  expect(root.member('n'.repeat(10_000)).path.length).toBeLessThan(200);
});

test('fields that are made up are forgotten when there are too many; those that were seen before are made again', () => {
  const before = fieldsOf('order').member('id');
  for (let number = 0; number < 60_000; number++) fieldsOf('order').member(`made${'abcdefgh'[number % 8]}${letters(number)}`);
  const after = fieldsOf('order').member('id');
  expect(after).not.toBe(before);
  expect(after).toMatchObject({ path: 'id', kind: 'order' });
  expect(after.id).not.toBe(before.id);
});

test('long names are forgotten before they are too many characters together', () => {
  const made = new Set<unknown>();
  for (let number = 0; number < 20_000; number++) {
    const field = fieldsOf('order')
      .member('n'.repeat(120))
      .member(`${'m'.repeat(100)}${letters(number)}`);
    expect(field.path.length).toBeLessThanOrEqual(LIMITS.pathCharacters);
    made.add(fieldsOf('order'));
  }
  // 20,000 paths of more than 220 characters have more than the four million that are kept.
  expect(made.size).toBe(2);
});

/** A number as letters, so that it is no data. */
function letters(number: number): string {
  return [...number.toString(8)].map((digit) => 'abcdefgh'[Number(digit)]).join('');
}
