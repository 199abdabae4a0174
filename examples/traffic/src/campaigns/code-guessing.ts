import { type Campaign, paced } from './campaign.ts';

const WORDS = ['SPRING', 'WELCOME', 'MUGS', 'VIP', 'SUMMER', 'FRIEND', 'HELLO', 'BLACK', 'SAVE'] as const;

export const codeGuessing: Campaign = {
  id: 'code-guessing',
  about: 'Guesses coupon codes of the shop on orders of its own.',
  means: ['code-guessing', 'refusal-burst'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations, products } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'mobile']), 'browser');
      const items = [{ productId: draw.among(products)?.id ?? '', quantity: 1 }];
      yield* stage.call(client, person, operations.listProducts, {});
      yield draw.between(4, 20) * 1000;
      const made = yield* stage.call(client, person, operations.createOrder, { body: { items } });
      if (made.status !== 201) return;
      const path = { orderId: (made.body as { id: string }).id };
      for (let step = 0; step < requests; step++) {
        yield pause();
        yield* stage.call(client, person, operations.redeemCoupon, { path, body: { code: `${draw.pick(WORDS)}${draw.integer(1, 99)}` } });
      }
    },
    { distributed: { bots: 30, requests: 6 } },
  ),
};
