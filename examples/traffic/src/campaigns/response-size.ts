import { type Campaign, paced } from './campaign.ts';

export const responseSize: Campaign = {
  id: 'response-size',
  about: 'Has found that an asterisk makes the search of the ticket desk answer with everything.',
  means: ['large-answer', 'many-records'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { world } = stage;
      const person = stage.own('desk-worker');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.desk.operations.search, { query: { q: '*' } });
        yield pause();
      }
    },
    {
      fast: { requests: 10, gapSeconds: [2, 10] },
      slow: { requests: 6, gapSeconds: [8000, 30_000] },
      distributed: { bots: 8, requests: 1, withinSeconds: 9000 },
    },
  ),
};
