import { type Campaign, paced } from './campaign.ts';

/** The account that all of an attack are after, by the number of the run. */
export const bruteForce: Campaign = {
  id: 'brute-force',
  about: 'Guesses the password of one user of the shop, from one address or from many.',
  means: ['brute-force'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const target = draw.fork(`${stage.mark.run}`).among(world.peopleOf('shopper'));
      const client = stage.client(form === 'distributed' ? draw.pick(['home', 'mobile']) : 'hosting', 'library', 'node');
      for (let attempt = 0; attempt < requests; attempt++) {
        stage.send(client, world.shop.operations.createSession, { body: { username: target?.username ?? '', password: 'guessed' } });
        yield pause();
      }
    },
    { slow: { gapSeconds: [240, 1500] }, distributed: { bots: 60, requests: 4 } },
  ),
};
