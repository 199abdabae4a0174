import type { Notification } from '@airside/domain';

/** A notification with the given fields, and plausible others. */
export function notificationWith(fields: Partial<Notification> = {}): Notification {
  return {
    id: 'n1',
    key: 'incident:1',
    about: 'incident',
    state: 'opened',
    time: '2026-11-01T12:00:00.000Z',
    severity: 'high',
    title: 'Enumeration of orders',
    text: 'One caller reads orders that were never handed to it.\nIt goes on.',
    facts: [
      ['Caller', 'user:alice'],
      ['Operation', 'GET /orders/{id}'],
    ],
    apis: ['shop'],
    owners: ['orders team'],
    commands: ['airside incidents show 1'],
    ...fields,
  };
}
