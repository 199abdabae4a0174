import { DAY_MS, dateOf } from '../time.ts';
import { type Campaign, paced } from './campaign.ts';

export const changedFingerprint: Campaign = {
  id: 'changed-fingerprint',
  about: "Uses a token through the owner's own network (a proxy on an infected machine), with other software than the owner's.",
  means: ['changed-client'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.bank;
      for (let theft = 0; theft < requests; theft++) {
        const stolen = yield* stage.victim('banker', 3 * 60_000);
        const client = stage.client('home', 'library', 'python');
        client.address = stolen.client.address;
        client.credential = stolen.client.credential;
        if (draw.chance(0.5)) client.device = { ...stolen.client.device, fingerprint: client.device.fingerprint };
        yield draw.between(4, 30) * 1000;
        const { status, body } = stage.send(client, operations.listAccounts);
        for (const { id } of status === 200 ? (body as { accounts: readonly { readonly id: string }[] }).accounts : []) {
          yield draw.between(1, 4) * 1000;
          stage.send(client, operations.listTransactions, {
            path: { accountId: id },
            query: { from: dateOf(world.nowMs - 90 * DAY_MS), limit: 15 },
          });
        }
        yield pause();
      }
    },
    {
      fast: { requests: 3, gapSeconds: [10, 60] },
      slow: { requests: 5, gapSeconds: [14_000, 40_000] },
      distributed: { bots: 12, requests: 1, withinSeconds: 20_000 },
    },
  ),
};
