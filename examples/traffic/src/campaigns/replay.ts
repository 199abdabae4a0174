import { type Campaign, paced } from './campaign.ts';

export const replay: Campaign = {
  id: 'replay',
  about: 'Sends a payment that was recorded again and again, byte for byte, with the token that came with it.',
  means: ['replayed-request'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { world } = stage;
      const { operations } = world.bank;
      const stolen = yield* stage.victim('banker', 5 * 60_000);
      const client = stage.client(form === 'distributed' ? 'home' : 'hosting', 'app', 'bank');
      client.credential = stolen.client.credential;
      const { body } = stage.send(client, operations.listAccounts);
      const [first] = (body as { accounts?: readonly { readonly id: string }[] } | undefined)?.accounts ?? [];
      const transfer = {
        fromAccount: first?.id ?? '',
        toIban: 'DE44500105175407324931',
        amount: 49.9,
        currency: 'EUR',
        reference: 'invoice',
      };
      for (let step = 0; step < requests && (client.credential?.expiresMs ?? 0) > world.nowMs; step++) {
        stage.send(client, operations.createTransfer, { body: transfer });
        yield pause();
      }
    },
    {
      fast: { requests: 40, gapSeconds: [0.5, 2] },
      slow: { requests: 8, gapSeconds: [25, 70] },
      distributed: { bots: 10, requests: 4, gapSeconds: [10, 60] },
    },
  ),
};
