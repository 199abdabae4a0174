import { type Campaign, paced } from './campaign.ts';

const NAMES = ['debug', 'admin', 'fields', 'include', 'test', 'internal', 'verbose', 'role', 'userId', 'callback'] as const;
const VALUES = ['true', '1', '*', 'all', 'admin'] as const;

export const unknownParameter: Campaign = {
  id: 'unknown-parameter',
  about: 'Tries parameters that nobody sends, in the hope that the ticket desk knows them.',
  means: ['unknown-parameter'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('desk-worker');
      const project = `P${person.account.owner.slice('team'.length)}A`;
      const client = stage.client('vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        const query = { state: 'open', page: 1, [draw.pick(NAMES)]: draw.pick(VALUES) };
        yield* stage.call(client, person, world.desk.operations.listTickets, { path: { project }, query });
        yield pause();
      }
    },
    {
      fast: { requests: 16, gapSeconds: [1, 6] },
      slow: { requests: 10, gapSeconds: [4000, 16_000] },
      distributed: { bots: 10, requests: 2 },
    },
  ),
};
