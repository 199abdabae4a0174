import { type Campaign, paced } from './campaign.ts';

export const scraping: Campaign = {
  id: 'scraping',
  about: 'Takes the whole catalogue of the shop with accounts of customers, product by product.',
  means: ['scraping'],
  forms: paced(
    function* (stage, { requests, pause, bot }) {
      const { draw, world } = stage;
      const { operations, products } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['vpn', 'home']), 'browser');
      let after = products[(bot * 7) % products.length]?.id ?? '';
      for (let step = 0; step < requests; ) {
        const { body } = yield* stage.call(client, person, operations.listProducts, { query: { limit: 10, after } });
        const items = (body as { items?: readonly { readonly id: string }[] } | undefined)?.items ?? [];
        yield pause();
        for (const { id } of items) {
          if (step++ >= requests) return;
          yield* stage.call(client, person, operations.getProduct, { path: { productId: id } });
          yield pause();
        }
        after = items.at(-1)?.id ?? products[0]?.id ?? '';
        if (items.length === 0) step++;
      }
    },
    { slow: { requests: 220, gapSeconds: [150, 900] }, distributed: { bots: 30, requests: 14, gapSeconds: [20, 120] } },
  ),
};
