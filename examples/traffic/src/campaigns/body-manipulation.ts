import { type Campaign, paced } from './campaign.ts';

export const bodyManipulation: Campaign = {
  id: 'body-manipulation',
  about: 'Sets members that a form does not show (mass assignment) when it changes its own record at the shop.',
  means: ['body-manipulation'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      const path = { customerId: person.account.owner };
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.shop.operations.getCustomer, { path });
        yield draw.between(5, 30) * 1000;
        const extra = draw.pick<Record<string, unknown>>([
          { tier: 'gold' },
          { role: 'admin' },
          { creditCents: 100_000 },
          { isStaff: true },
          { discount: { percent: 90 } },
        ]);
        yield* stage.call(client, person, world.shop.operations.updateCustomer, { path, body: { city: 'Berlin', ...extra } });
        yield pause();
      }
    },
    {
      fast: { requests: 8, gapSeconds: [2, 10] },
      slow: { requests: 5, gapSeconds: [8000, 30_000] },
      distributed: { bots: 8, requests: 1, withinSeconds: 9000 },
    },
  ),
};
