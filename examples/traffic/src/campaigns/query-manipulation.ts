import { type Campaign, paced } from './campaign.ts';

const SEARCHES = [
  '%',
  '_______',
  'mug%00',
  '*:*',
  'name:[a TO z]',
  'mug/../../',
  '{{7*7}}',
  'mug\u202e',
  '${env}',
  'a'.repeat(180),
] as const;

export const queryManipulation: Campaign = {
  id: 'query-manipulation',
  about: 'Puts wildcards, templates and other languages than that of words into the search of the shop, short of what a firewall knows.',
  means: ['query-manipulation'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const person = stage.own('shopper');
      const client = stage.client('home', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.shop.operations.listProducts, { query: { search: draw.pick(SEARCHES) } });
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
