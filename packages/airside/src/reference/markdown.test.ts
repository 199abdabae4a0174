import { expect, test } from 'vitest';

import { page, table } from './markdown.ts';

test('a bar or a line break in a cell does not break the table', () => {
  expect(table(['a', 'b'], [['x|y', 'one\n  two']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | one two |');
});

test('parts that are empty leave no gap', () => {
  expect(page('T', ['', 'text'])).toMatch(/^# T\n\n<!--.*-->\n\ntext\n$/);
});
