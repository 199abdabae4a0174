import type { AlertRule, Notification } from '@airside/domain';

import type { MessageContext } from './message.ts';

/** A message that says of itself that it is a test, as a rule would send one. */
export function testMessage(rule: AlertRule | undefined, { nowMs, self }: MessageContext): Notification {
  const time = new Date(nowMs).toISOString();
  const id = `test-${nowMs.toString(36)}`;
  return {
    id,
    // Each one of its own: who asks for a second one wants to see it arrive as well.
    key: `${rule === undefined ? 'alerts' : `alert:${rule.id}`}:${id}`,
    about: 'test',
    state: 'opened',
    time,
    severity: rule?.severity ?? 'info',
    title: rule === undefined ? 'Test: a message from Airside' : `Test: rule ${rule.id}`,
    text: `Somebody has asked for this message to see whether it arrives. Nothing is wrong.${rule?.text === undefined ? '' : `\n\nThe rule would say:\n${rule.text}`}`,
    facts: rule === undefined ? [] : [['rule', rule.id]],
    apis: [],
    owners: [],
    commands: [`${self} alerts rules`],
  };
}
