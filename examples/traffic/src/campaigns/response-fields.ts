import { type Campaign, paced } from './campaign.ts';

export const responseFields: Campaign = {
  id: 'response-fields',
  about: 'Has found a way to have profiles of colleagues answered with internal fields: password hash, private address, telephone.',
  means: ['new-field'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { world, draw } = stage;
      const person = stage.own('desk-worker');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        const colleague = draw.among(world.peopleOf('desk-worker'));
        yield* stage.call(client, person, world.desk.operations.getUser, {
          path: { user: colleague?.account.id ?? '' },
          headers: [['accept-version', '0']],
        });
        yield pause();
      }
    },
    {
      fast: { requests: 15, gapSeconds: [1, 6] },
      slow: { requests: 8, gapSeconds: [5000, 20_000] },
      distributed: { bots: 8, requests: 1, withinSeconds: 9000 },
    },
  ),
};
