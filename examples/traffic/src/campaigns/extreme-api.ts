import { type Campaign, paced } from './campaign.ts';

export const extremeApi: Campaign = {
  id: 'extreme-api',
  about: 'Many callers, none of them remarkable, load the search of the shop together.',
  means: ['api-flood'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'mobile', 'home']), 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.shop.operations.listProducts, {
          query: { search: draw.pick(['mug', 'lamp', 'pan', 'pot', 'chair']) },
        });
        yield pause();
      }
    },
    {
      fast: 'One caller alone, however fast, is `extreme-caller`.',
      slow: 'A load of many that grows over days cannot be told from growth, and harms as little.',
      distributed: { bots: 160, requests: 14, gapSeconds: [4, 30], withinSeconds: 400 },
    },
  ),
};
