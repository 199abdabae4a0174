import { type Campaign, paced } from './campaign.ts';

export const unlikelyValue: Campaign = {
  id: 'unlikely-value',
  about: 'Sends values of the right type that nobody sends: pages in the millions, dates of other centuries, negative limits.',
  means: ['unlikely-value'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.ledger;
      const person = stage.own('accountant');
      const client = stage.client('vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        const query = draw.pick<Record<string, number | string>>([
          { offset: -1, limit: 50 },
          { offset: 0, limit: 99_999_999 },
          { offset: 2_147_483_648, limit: 50 },
          { offset: '0x10', limit: 50 },
          { offset: 0, limit: '1e9' },
        ]);
        yield* stage.call(client, person, operations.listInvoices, { query });
        yield pause();
      }
    },
    {
      fast: { requests: 14, gapSeconds: [2, 10] },
      slow: { requests: 8, gapSeconds: [5000, 20_000] },
      distributed: { bots: 8, requests: 2 },
    },
  ),
};
