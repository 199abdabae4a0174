import { DAY_MS, dateOf } from '../time.ts';
import { type Campaign, paced } from './campaign.ts';

interface Holding {
  readonly id: string;
}

export const stolenToken: Campaign = {
  id: 'stolen-token',
  about: 'Uses access tokens of customers of the bank that malware sends home, while their owners go on using them.',
  means: ['stolen-credential'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      for (let theft = 0; theft < requests; theft++) {
        const stolen = yield* stage.victim('banker', 3 * 60_000);
        const client = stage.client(form === 'distributed' ? 'home' : 'hosting', 'browser');
        client.credential = stolen.client.credential;
        yield draw.between(5, 40) * 1000;
        const { status, body } = stage.send(client, operations.listAccounts);
        for (const { id } of status === 200 ? (body as { accounts: readonly Holding[] }).accounts : []) {
          yield draw.between(1, 6) * 1000;
          const query = { from: dateOf(world.nowMs - 90 * DAY_MS), limit: 15 };
          stage.send(client, operations.listTransactions, { path: { accountId: id }, query });
        }
        yield pause();
      }
    },
    {
      fast: { requests: 4, gapSeconds: [20, 90] },
      slow: { requests: 6, gapSeconds: [14_000, 40_000] },
      distributed: { bots: 14, requests: 1, withinSeconds: 20_000 },
    },
  ),
};
