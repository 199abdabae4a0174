import { type Campaign, paced } from './campaign.ts';

export const impossibleTravel: Campaign = {
  id: 'impossible-travel',
  about: 'Signs in with a phished password from another part of the world minutes after the owner was there, with an ordinary browser.',
  means: ['impossible-travel'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      for (let visit = 0; visit < requests; visit++) {
        const { person } = yield* stage.victim('banker', 60_000);
        yield draw.between(3, 25) * 60_000;
        const client = stage.client(draw.pick(['home', 'far']), 'browser');
        if (client.address.country === person.country) client.address = stage.address('far');
        if (!(yield* stage.signIn(client, person))) continue;
        stage.send(client, operations.getProfile);
        yield draw.between(2, 15) * 1000;
        stage.send(client, operations.listAccounts);
        yield draw.between(4, 30) * 1000;
        stage.send(client, operations.listPayees);
        yield pause();
      }
    },
    {
      fast: { requests: 3, gapSeconds: [60, 300] },
      slow: { requests: 5, gapSeconds: [20_000, 60_000] },
      distributed: { bots: 10, requests: 1, withinSeconds: 40_000 },
    },
  ),
};
