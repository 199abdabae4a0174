import { type Campaign, paced } from './campaign.ts';

export const skippedStep: Campaign = {
  id: 'skipped-step',
  about: 'Executes transfers of the bank without confirming them by the code from the text message.',
  means: ['skipped-step', 'abnormal-sequence'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      const person = stage.own('banker');
      const client = stage.client('home', 'app', 'bank');
      for (let step = 0; step < requests; step++) {
        const { body } = yield* stage.call(client, person, operations.listAccounts);
        yield draw.between(2, 10) * 1000;
        const [holding] = (body as { accounts?: readonly { readonly id: string; readonly iban: string }[] } | undefined)?.accounts ?? [];
        const transfer = {
          fromAccount: holding?.id ?? '',
          toIban: holding?.iban ?? '',
          amount: draw.integer(20, 300),
          currency: 'EUR',
          reference: 'gift',
        };
        const made = yield* stage.call(client, person, operations.createTransfer, { body: transfer });
        yield draw.between(2, 10) * 1000;
        if (made.status !== 201) return;
        yield* stage.call(client, person, operations.executeTransfer, { path: { transferId: (made.body as { id: string }).id } });
        yield pause();
      }
    },
    {
      fast: { requests: 8, gapSeconds: [5, 30] },
      slow: { requests: 5, gapSeconds: [8000, 30_000] },
      distributed: { bots: 10, requests: 1, withinSeconds: 12_000 },
    },
  ),
};
