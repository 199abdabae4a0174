import { type Campaign, paced } from './campaign.ts';

export const functionOfAnotherRole: Campaign = {
  id: 'function-of-another-role',
  about: "Calls the staff's functions of the shop with a customer's account; the shop forgot to check the role.",
  means: ['foreign-function'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'vpn']), 'browser');
      if (!(yield* stage.signIn(client, person))) return;
      yield* stage.call(client, person, operations.listProducts, { query: {} });
      for (let step = 0; step < requests; step++) {
        yield pause();
        const query = { limit: 20 };
        yield* stage.call(client, person, draw.chance(0.6) ? operations.listOrders : operations.listCustomers, { query });
      }
    },
    {
      fast: { requests: 8, gapSeconds: [2, 12] },
      slow: { requests: 4, gapSeconds: [20_000, 50_000] },
      distributed: { bots: 8, requests: 1, withinSeconds: 15_000 },
    },
  ),
};
