import { type Campaign, paced } from './campaign.ts';

export const idEnumeration: Campaign = {
  id: 'id-enumeration',
  about: 'Counts through the running numbers of transfers with an account of its own, or with many accounts that share the numbers.',
  means: ['object-enumeration', 'object-guessing'],
  forms: paced(
    function* (stage, { requests, pause, bot }) {
      const { draw, world } = stage;
      const person = stage.own('banker');
      const client = stage.client(draw.pick(['home', 'vpn']), 'browser');
      if (!(yield* stage.signIn(client, person))) return;
      yield* stage.call(client, person, world.bank.operations.listAccounts);
      const start = world.bank.lastTransfer - 1000 - bot * requests;
      for (let step = 0; step < requests; step++) {
        yield pause();
        yield* stage.call(client, person, world.bank.operations.getTransfer, { path: { transferId: `${start + step}` } });
      }
    },
    { distributed: { bots: 30, requests: 10 } },
  ),
};
