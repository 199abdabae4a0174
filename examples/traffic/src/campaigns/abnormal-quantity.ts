import { type Campaign, paced } from './campaign.ts';

export const abnormalQuantity: Campaign = {
  id: 'abnormal-quantity',
  about: 'Orders in quantities that nobody orders, below zero among them, or at a price of its own.',
  means: ['abnormal-quantity'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations, products } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, operations.listProducts, { query: { category: 'home' } });
        yield draw.between(4, 20) * 1000;
        const productId = draw.among(products)?.id ?? '';
        const item = draw.pick<Record<string, unknown>>([
          { productId, quantity: draw.integer(900, 90_000) },
          { productId, quantity: -draw.integer(1, 20) },
          { productId, quantity: 1, unitPriceCents: 1 },
        ]);
        yield* stage.call(client, person, operations.createOrder, { body: { items: [item] } });
        yield pause();
      }
    },
    {
      fast: { requests: 6, gapSeconds: [3, 15] },
      slow: { requests: 4, gapSeconds: [10_000, 30_000] },
      distributed: { bots: 8, requests: 1, withinSeconds: 9000 },
    },
  ),
};
