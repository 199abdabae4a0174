import type { Header } from '../device/device.ts';
import { type Campaign, paced } from './campaign.ts';

const FIELDS: readonly [Header, ...Header[]] = [
  ['x-forwarded-for', '127.0.0.1'],
  ['x-original-url', '/admin/orders'],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-host', 'localhost'],
  ['x-user-id', 'usr_0000000000000000'],
  ['x-debug', '1'],
  ['forwarded', 'for=10.0.0.1;host=internal'],
];

export const headerManipulation: Campaign = {
  id: 'header-manipulation',
  about: 'Adds header fields that some servers trust, to appear as somebody else or to reach something else.',
  means: ['header-manipulation'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.shop.operations.listProducts, { query: { limit: 20 }, headers: [draw.pick(FIELDS)] });
        yield pause();
      }
    },
    {
      fast: { requests: 16, gapSeconds: [1, 6] },
      slow: { requests: 10, gapSeconds: [4000, 16_000] },
      distributed: { bots: 10, requests: 2 },
    },
  ),
};
