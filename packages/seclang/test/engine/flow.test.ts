import { describe, expect, test } from 'vitest';

import { ids, problems } from './exchange.ts';

describe('skipAfter', () => {
  test('goes on behind the marker', () => {
    expect(
      ids('SecAction "id:1,phase:1,pass,skipAfter:END"\nSecAction "id:2,phase:1,pass"\nSecMarker END\nSecAction "id:3,phase:1,pass"'),
    ).toEqual([1, 3]);
  });

  test('skips in its own phase only', () => {
    expect(ids('SecAction "id:1,phase:1,pass,skipAfter:END"\nSecAction "id:2,phase:2,pass"\nSecMarker END')).toEqual([1, 2]);
  });

  test('goes on behind a rule when it names an id', () => {
    expect(ids('SecAction "id:1,phase:1,pass,skipAfter:2"\nSecAction "id:2,phase:1,pass"\nSecAction "id:3,phase:1,pass"')).toEqual([1, 3]);
  });

  test('does not skip when its rule does not match', () => {
    expect(ids('SecRule ARGS "@rx x" "id:1,phase:1,pass,skipAfter:END"\nSecAction "id:2,phase:1,pass"\nSecMarker END')).toEqual([2]);
  });

  test('takes the marker behind it, not one of that name before it', () => {
    expect(
      ids(
        'SecMarker M\nSecAction "id:1,phase:1,pass,skipAfter:M"\nSecAction "id:2,phase:1,pass"\nSecMarker M\nSecAction "id:3,phase:1,pass"',
      ),
    ).toEqual([1, 3]);
  });

  test('refuses a marker that is not there, and one that stands before it', () => {
    expect(problems('SecAction "id:1,phase:1,pass,skipAfter:END-A"\nSecMarker END-B')[0]).toContain('did you mean END-B?');
    expect(problems('SecMarker END\nSecAction "id:1,phase:1,pass,skipAfter:END"')[0]).toContain('names no SecMarker');
  });
});

describe('skip', () => {
  test('leaves out so many rules of the phase; a chain counts as one', () => {
    const rules = `
SecAction "id:1,phase:1,pass,skip:2"
SecAction "id:2,phase:1,pass,chain"
  SecRule ARGS "@rx ."
SecAction "id:3,phase:2,pass"
SecAction "id:4,phase:1,pass"
SecAction "id:5,phase:1,pass"`;
    expect(ids(rules, { uri: '/?a=1' })).toEqual([1, 5, 3]);
  });

  test('refuses what is no number', () => {
    expect(problems('SecAction "id:1,phase:1,pass,skip:many"')[0]).toContain('skip takes a whole number');
  });
});

test('rules run by phase, and within a phase in the order of the file', () => {
  const rules = [5, 3, 1, 4, 2].map((phase) => `SecAction "id:${phase},phase:${phase},pass"`).join('\n');
  expect(ids(`${rules}\nSecAction "id:21,pass"\nSecAction "id:22,phase:request,pass"\nSecAction "id:41,phase:response,pass"`)).toEqual([
    1, 2, 21, 22, 3, 4, 41, 5,
  ]);
});
