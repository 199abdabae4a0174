import { describe, expect, test } from 'vitest';

import { fillPlaceholders } from './output-pattern.ts';
import { parseScenario } from './scenario.ts';

describe('a scenario file', () => {
  test('is read as it is written', () => {
    const text =
      '====promise====\np\n====file:a/b====\nx\n\n====env====\nA=b=c\n====command====\nrun\n====exit====\n3\n====stdout====\nout\n====command====\nagain\n';
    expect(parseScenario(text)).toEqual({
      promise: 'p',
      files: new Map([['a/b', 'x\n\n']]),
      environment: { A: 'b=c' },
      steps: [
        { command: 'run\n', stdin: '', exit: 3, stdout: 'out\n', stderr: '' },
        { command: 'again\n', stdin: '', exit: 0, stdout: '', stderr: '' },
      ],
    });
  });

  test.each([
    ['====promise====\np\n====command====\nx\n====stduot====\n', 'line 5: unknown section "stduot"'],
    ['====promise====\np\n====stdout====\n', 'line 3: "stdout" stands before the first command'],
    ['====promise====\np\n====file====\n', 'line 3: a file needs a name'],
    ['====command====\nx\n', 'a scenario needs a promise and a command'],
    ['====promise====\np\n', 'a scenario needs a promise and a command'],
  ])('that is none says where and why: %j', (text, message) => {
    expect(() => parseScenario(text)).toThrow(message);
  });
});

describe('an expected output', () => {
  test.each([
    ['{number} ms\n', '12.5 ms\n'],
    ['at {time}\n', 'at 2026-11-21T20:00:00.000Z\n'],
    ['a\n{lines}\nb\n', 'a\nb\n'],
    ['a\n{lines}\nb\n', 'a\n1\n2\nb\n'],
    ['{"a": [1], "b": "${env:NAME}"} (.*)\n', '{"a": [1], "b": "${env:NAME}"} (.*)\n'],
    ['{any}x{word}\n', 'a b x1\n'],
  ])('%j fits %j', (expected, actual) => {
    expect(fillPlaceholders(expected, actual)).toBe(actual);
  });

  test.each([
    ['{number}\n', 'twelve\n', '{number}\n'],
    ['{any}\n', 'a\nb\n', '{any}\n'],
    ['a.c\n', 'abc\n', 'a.c\n'],
    ['a\n', 'a', 'a\n'],
    ['{number}\nx\n', '1\ny\n', '1\nx\n'],
    ['', 'a\n', ''],
  ])('%j does not fit %j', (expected, actual, filled) => {
    const found = fillPlaceholders(expected, actual);
    expect(found).not.toBe(actual);
    if (filled !== '{any}\n') expect(found).toBe(filled);
  });
});
