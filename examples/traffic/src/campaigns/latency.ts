import { type Campaign, paced } from './campaign.ts';

export const latency: Campaign = {
  id: 'latency',
  about: 'Asks for transactions of decades, which takes the database of the bank seconds each time.',
  means: ['slow-answer', 'costly-calls'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { world } = stage;
      const { operations } = world.bank;
      const person = stage.own('banker');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      const { body } = yield* stage.call(client, person, operations.listAccounts);
      const [holding] = (body as { accounts?: readonly { readonly id: string }[] } | undefined)?.accounts ?? [];
      const input = { path: { accountId: holding?.id ?? '' }, query: { from: '1990-01-01', limit: 500 } };
      for (let step = 0; step < requests; step++) {
        yield pause();
        yield* stage.call(client, person, operations.listTransactions, input);
      }
    },
    {
      fast: { requests: 40, gapSeconds: [1, 5] },
      slow: { requests: 15, gapSeconds: [3000, 12_000] },
      distributed: { bots: 15, requests: 3 },
    },
  ),
};
