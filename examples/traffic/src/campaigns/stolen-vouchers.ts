import { type Campaign, paced } from './campaign.ts';

export const stolenVouchers: Campaign = {
  id: 'stolen-vouchers',
  about: 'Orders with vouchers that customers of the shop got by mail, and that the shop takes from anybody, more than once.',
  means: ['value-reuse'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations, products, vouchers } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'mobile']), 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, operations.listProducts, {});
        yield pause();
        const items = [{ productId: draw.among(products)?.id ?? '', quantity: 1 }];
        const made = yield* stage.call(client, person, operations.createOrder, { body: { items } });
        if (made.status !== 201) return;
        const { id: orderId, totalCents } = made.body as { readonly id: string; readonly totalCents: number };
        const path = { orderId };
        yield draw.between(5, 20) * 1000;
        yield* stage.call(client, person, operations.redeemCoupon, { path, body: { code: draw.among(vouchers.slice(-400)) ?? '' } });
        yield draw.between(8, 30) * 1000;
        yield* stage.call(client, person, operations.createPayment, { path, body: { amountCents: totalCents, method: 'card' } });
        yield pause();
      }
    },
    {
      fast: { requests: 6, gapSeconds: [8, 40] },
      slow: { requests: 5, gapSeconds: [2000, 20_000] },
      distributed: { bots: 12, requests: 1, gapSeconds: [10, 60] },
    },
  ),
};
