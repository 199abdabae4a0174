import { type Campaign, paced } from './campaign.ts';

export const extremeCaller: Campaign = {
  id: 'extreme-caller',
  about: 'One caller does many times as much as anybody else: in an hour, or around the clock.',
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      const person = stage.own('banker');
      const client = stage.client('home', 'browser');
      if (!(yield* stage.signIn(client, person))) return;
      const { body } = yield* stage.call(client, person, operations.listAccounts);
      const [holding] = (body as { accounts?: readonly { readonly id: string }[] } | undefined)?.accounts ?? [];
      const path = { accountId: holding?.id ?? '' };
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, draw.chance(0.5) ? operations.getAccount : operations.listTransactions, { path });
        yield pause();
      }
    },
    {
      fast: { requests: 1500, gapSeconds: [0.05, 0.5] },
      slow: { requests: 1700, gapSeconds: [60, 150] },
      distributed: 'An extreme of one caller has one caller; of many together it is `extreme-api`.',
    },
  ),
};
