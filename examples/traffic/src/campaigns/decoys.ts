import { LEDGER } from '../apis/ledger.ts';
import { SHOP } from '../apis/shop.ts';
import type { ApiProfile } from '../gateway/operation.ts';
import { type Campaign, paced } from './campaign.ts';

/** Paths that are not there but look as if, and that nobody is ever sent to: what one would configure as decoys. */
const PLACES: readonly [Decoy, ...Decoy[]] = [
  { api: SHOP, path: '/admin/export' },
  { api: SHOP, path: '/admin/users' },
  { api: LEDGER, path: '/v1/keys' },
  { api: LEDGER, path: '/v1/admin/backup' },
];

/** The same as host and path, which is how decoys are configured. */
export const DECOYS: readonly string[] = PLACES.map(({ api, path }) => `${api.host}${path}`);

interface Decoy {
  readonly api: ApiProfile;
  readonly path: string;
}

export const decoys: Campaign = {
  id: 'decoys',
  about: 'Asks for what looks worth having and does not exist, once or a few times, with a valid account.',
  means: ['decoy'],
  forms: paced(
    function* (stage, { requests, pause, bot }) {
      const { draw } = stage;
      const { api, path } = draw.pick(PLACES);
      const person = stage.own(api === SHOP ? 'shopper' : 'accountant');
      const client = stage.client(bot % 2 === 0 ? 'vpn' : 'home', 'browser');
      if (!(yield* stage.signIn(client, person))) return;
      for (let step = 0; step < requests; step++) {
        stage.sendUnknown(client, api, 'GET', path);
        yield pause();
      }
    },
    { fast: { requests: 3 }, slow: { requests: 3, gapSeconds: [20_000, 50_000] }, distributed: { bots: 6, requests: 1 } },
  ),
};
