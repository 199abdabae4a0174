import type { Notification } from '@airside/domain';
import { expect, test } from 'vitest';

import { deliverTo } from './deliver-to.ts';

const notification = { id: 'n' } as Notification;

test.each([
  ['all that want it', ['*'], [['notify', undefined]]],
  ['people, and no tracker', ['*notify'], [['notify', { kind: 'notify' }]]],
  ['those that are named', ['a', 'b'], [['accept', ['a', 'b']]]],
  [
    'those that are named beside all',
    ['*', 'a'],
    [
      ['notify', undefined],
      ['accept', ['a']],
    ],
  ],
])('a message goes to %s', (_who, channels, expected) => {
  const calls: unknown[] = [];
  const outbox = {
    notify: (_notification: Notification, to?: unknown) => void calls.push(['notify', to]),
    accept: (_notification: Notification, names: readonly string[]) => void calls.push(['accept', names]),
  };
  deliverTo(outbox, { notification, channels });
  expect(calls).toEqual(expected);
});
