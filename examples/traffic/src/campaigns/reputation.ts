import { Draw } from '../draw.ts';
import { type Address, hostingAddress } from '../network/networks.ts';
import { type Campaign, paced } from './campaign.ts';

const LIST = new Draw(77);
/** Servers that a list of bad addresses names; some of the attackers of other campaigns, and some honest machines, are neighbours in the same networks. */
const LISTED: readonly [Address, ...Address[]] = [hostingAddress(LIST), ...Array.from({ length: 11 }, () => hostingAddress(LIST))];
export const LISTED_ADDRESSES: readonly string[] = LISTED.map(({ text }) => text);

export const reputation: Campaign = {
  id: 'reputation',
  about: 'Uses the shop in an ordinary way, from servers that are on a list of bad addresses.',
  means: ['bad-reputation'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client('hosting', 'browser');
      client.address = draw.pick(LISTED);
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, operations.listProducts, { query: { category: draw.pick(['home', 'office']) } });
        yield pause();
      }
    },
    {
      fast: { requests: 8, gapSeconds: [3, 15] },
      slow: { requests: 8, gapSeconds: [6000, 20_000] },
      distributed: { bots: 8, requests: 2 },
    },
  ),
};
