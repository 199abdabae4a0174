import { type Campaign, paced } from './campaign.ts';

export const unlikelyType: Campaign = {
  id: 'unlikely-type',
  about: 'Sends values of another type: texts and objects where numbers are usual, lists where texts are.',
  means: ['unlikely-type'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      const person = stage.own('banker');
      const client = stage.client('home', 'browser');
      if (!(yield* stage.signIn(client, person))) return;
      const { body } = yield* stage.call(client, person, operations.listAccounts);
      const [holding] = (body as { accounts?: readonly { readonly id: string; readonly iban: string }[] } | undefined)?.accounts ?? [];
      const usual = { fromAccount: holding?.id ?? '', toIban: holding?.iban ?? '', amount: 12.5, currency: 'EUR', reference: 'gift' };
      for (let step = 0; step < requests; step++) {
        yield pause();
        const odd = draw.pick<Record<string, unknown>>([
          { amount: '12.5' },
          { amount: true },
          { amount: { $gt: 0 } },
          { reference: ['a', 'b'] },
          { currency: 978 },
          { fromAccount: [usual.fromAccount] },
          { amount: null },
        ]);
        yield* stage.call(client, person, operations.createTransfer, { body: { ...usual, ...odd } });
      }
    },
    {
      fast: { requests: 14, gapSeconds: [2, 10] },
      slow: { requests: 8, gapSeconds: [5000, 20_000] },
      distributed: { bots: 10, requests: 2 },
    },
  ),
};
