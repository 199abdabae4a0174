import type { Notification } from '@airside/domain';
import { expect, test } from 'vitest';

import { deliverTo } from './deliver-to.ts';

const notification = { id: 'n' } as Notification;

test.each([
  ['all that want it', ['*'], [['notify', undefined]], ['asking']],
  ['people, and no tracker', ['*notify'], [['notify', { kind: 'notify' }]], ['asking']],
  ['those that are named', ['a', 'b'], [['accept', ['a', 'b']]], ['a', 'b']],
  [
    'those that are named beside all',
    ['*', 'a'],
    [
      ['notify', undefined],
      ['accept', ['a']],
    ],
    ['asking', 'a'],
  ],
])('a message goes to %s, which are told', (_who, channels, expected, reached) => {
  const calls: unknown[] = [];
  const outbox = {
    notify: (_notification: Notification, to?: unknown) => {
      calls.push(['notify', to]);
      return ['asking'];
    },
    accept: (_notification: Notification, names: readonly string[]) => {
      calls.push(['accept', names]);
      return names;
    },
  };
  expect(deliverTo(outbox, { notification, channels })).toEqual(reached);
  expect(calls).toEqual(expected);
});
