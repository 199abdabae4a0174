import { DAY_MS, dateOf } from '../time.ts';
import { type Campaign, paced } from './campaign.ts';

export const extremeCaller: Campaign = {
  id: 'extreme-caller',
  about: 'One caller does many times as much as anybody else: in an hour, or around the clock.',
  means: ['extreme-activity'],
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
        const query = { from: dateOf(world.nowMs - 30 * DAY_MS), limit: 15 };
        if (draw.chance(0.5)) yield* stage.call(client, person, operations.getAccount, { path });
        else yield* stage.call(client, person, operations.listTransactions, { path, query });
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
