import { type Campaign, paced } from './campaign.ts';

export const errorBurst: Campaign = {
  id: 'error-burst',
  about: 'Has found a search that makes the ticket desk fail, and repeats it to bring it down or to read its errors.',
  means: ['error-burst'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { world, draw } = stage;
      const person = stage.own('desk-worker');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.desk.operations.search, { query: { q: `${draw.pick(['late', 'order', 'broken'])} (` } });
        yield pause();
      }
    },
    {
      fast: { requests: 60, gapSeconds: [0.5, 3] },
      slow: { requests: 25, gapSeconds: [1500, 9000] },
      distributed: { bots: 20, requests: 4 },
    },
  ),
};
