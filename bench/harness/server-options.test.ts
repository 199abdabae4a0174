import { describe, expect, test } from 'vitest';

import { UsageError } from './options.ts';
import { parseOptions } from './server-options.ts';

describe('options', () => {
  test('have defaults', () => {
    expect(parseOptions([])).toEqual({
      rounds: 5,
      seconds: 3,
      connections: 64,
      accessLog: false,
      json: false,
      save: undefined,
      help: false,
    });
  });

  test('are read', () => {
    const args = ['--rounds', '2', '--seconds=1', '--connections', '8', '--access-log', '--json', '--save', 'out.json', '-h'];
    expect(parseOptions(args)).toEqual({
      rounds: 2,
      seconds: 1,
      connections: 8,
      accessLog: true,
      json: true,
      save: 'out.json',
      help: true,
    });
  });

  test.each([
    [['--rounds', '0'], '--rounds 0: expected a whole number from 1'],
    [['--rounds', '-1'], '--rounds'],
    [['--rounds', '1.5'], '--rounds 1.5: expected a whole number'],
    [['--seconds', 'ten'], '--seconds ten: expected a whole number'],
    [['--seconds', '601'], 'to 600'],
    [['--connections', '4001'], 'to 4000'],
    [['--connections', ''], '--connections'],
    [['--round', '1'], '--round'],
    [['nginx'], 'nginx'],
  ])('%j are refused with what was expected', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
