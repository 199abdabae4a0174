import { type Campaign, paced } from './campaign.ts';

export const sessionFlood: Campaign = {
  id: 'session-flood',
  about: 'Opens session after session with right passwords and uses none of them.',
  means: ['session-flood'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const person = stage.own('desk-worker');
      const client = stage.client(form === 'distributed' ? 'home' : 'hosting', 'library', 'go');
      for (let step = 0; step < requests; step++) {
        client.credential = null;
        yield* stage.signIn(client, person);
        client.session = stage.draw.hash96();
        yield pause();
      }
    },
    { slow: { requests: 150 }, distributed: { bots: 30, requests: 8, gapSeconds: [5, 60] } },
  ),
};
