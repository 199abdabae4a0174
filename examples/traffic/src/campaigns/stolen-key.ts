import { type Campaign, paced } from './campaign.ts';

interface Page {
  readonly items: readonly { readonly id: string }[];
}

export const stolenKey: Campaign = {
  id: 'stolen-key',
  about: "Uses a partner's key that was left in a public repository: looks around in the shop, then orders.",
  means: ['stolen-credential'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const { operations } = world.shop;
      const { client: owner } = yield* stage.victim('shop-partner');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'library');
      client.credential = owner.credential;
      for (let step = 0; step < requests; step++) {
        const { body } = stage.send(client, operations.listProducts, { query: { limit: 50 } });
        const product = draw.among((body as Page | undefined)?.items ?? []);
        yield pause();
        if (product === undefined) continue;
        stage.send(client, operations.getProduct, { path: { productId: product.id } });
        yield pause();
        if (draw.chance(0.25))
          stage.send(client, operations.createOrder, { body: { items: [{ productId: product.id, quantity: draw.integer(2, 10) }] } });
        yield pause();
      }
    },
    {
      fast: { requests: 20, gapSeconds: [1, 9] },
      slow: { requests: 18, gapSeconds: [900, 5000] },
      distributed: { bots: 12, requests: 2, gapSeconds: [10, 200] },
    },
  ),
};
