import { type Campaign, paced } from './campaign.ts';

interface Ticket {
  readonly id: number;
}

export const deletion: Campaign = {
  id: 'deletion',
  about: 'Deletes tickets of its team that others need, with the account of an ordinary member.',
  means: ['data-deletion'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.desk;
      const person = stage.own('desk-worker');
      const client = stage.client('vpn', 'browser');
      const project = `P${person.account.owner.slice('team'.length)}A`;
      for (let step = 0; step < requests; ) {
        const { body } = yield* stage.call(client, person, operations.listTickets, { path: { project }, query: { state: 'all', page: 1 } });
        const tickets = (body as { tickets?: readonly Ticket[] } | undefined)?.tickets ?? [];
        if (tickets.length === 0) return;
        yield draw.between(2, 8) * 1000;
        for (const { id } of tickets.slice(0, 5)) {
          if (step++ >= requests) return;
          yield* stage.call(client, person, operations.deleteTicket, { path: { ticket: `${id}` } });
          yield pause();
        }
      }
    },
    {
      fast: { requests: 25, gapSeconds: [0.3, 2] },
      slow: { requests: 16, gapSeconds: [1500, 9000] },
      distributed: { bots: 8, requests: 3 },
    },
  ),
};
