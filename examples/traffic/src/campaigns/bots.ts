import { type Campaign, paced } from './campaign.ts';

export const bots: Campaign = {
  id: 'bots',
  about: 'Watches stock and prices of a few products at an even pace, as no person does, in a browser that is driven.',
  means: ['bot-diversity', 'bot-pace', 'tireless-caller'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const { operations, products } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      const watched = Array.from({ length: 3 }, () => draw.among(products)?.id ?? '');
      const beatMs = pause();
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, operations.getProduct, { path: { productId: watched[step % watched.length] ?? '' } });
        yield beatMs + draw.between(0, form === 'fast' ? 40 : 400);
      }
    },
    {
      fast: { requests: 600, gapSeconds: [2, 4] },
      slow: { requests: 700, gapSeconds: [120, 300] },
      distributed: { bots: 15, requests: 100, gapSeconds: [20, 40] },
    },
  ),
};
