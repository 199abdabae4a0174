import { type Campaign, paced } from './campaign.ts';

const QUERIES = [
  'limit=10&limit=1000',
  'category=home&category=office&category=',
  'search=mug&search=%2a',
  'after=&after=prd_0',
  'limit=10&limit[]=99',
] as const;

export const parameterPollution: Campaign = {
  id: 'parameter-pollution',
  about: 'Gives parameters several times, so that gateway and server read different values.',
  means: ['parameter-pollution'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.shop.operations.listProducts, {
          query: draw.chance(0.5) ? draw.pick(QUERIES) : { limit: 10 },
        });
        yield pause();
      }
    },
    {
      fast: { requests: 24, gapSeconds: [1, 6] },
      slow: { requests: 14, gapSeconds: [3000, 14_000] },
      distributed: { bots: 12, requests: 3 },
    },
  ),
};
