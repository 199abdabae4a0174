import { type Campaign, paced } from './campaign.ts';

export const sizeAttack: Campaign = {
  id: 'size-attack',
  about: 'Sends bodies that are large or deep, to fill the memory of the ticket desk.',
  means: ['oversized-request', 'upload-flood'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('desk-worker');
      const client = stage.client(draw.pick(['vpn', 'home']), 'browser');
      const project = `P${person.account.owner.slice('team'.length)}A`;
      for (let step = 0; step < requests; step++) {
        const text = draw.chance(0.5) ? 'x'.repeat(draw.integer(15_000, 60_000)) : `${'['.repeat(3000)}${']'.repeat(3000)}`;
        yield* stage.call(client, person, world.desk.operations.createTicket, {
          path: { project },
          body: { title: 'report', description: text, labels: ['question'] },
        });
        yield pause();
      }
    },
    {
      fast: { requests: 25, gapSeconds: [0.5, 3] },
      slow: { requests: 10, gapSeconds: [4000, 16_000] },
      distributed: { bots: 12, requests: 2 },
    },
  ),
};
