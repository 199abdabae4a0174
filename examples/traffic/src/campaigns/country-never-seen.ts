import { type Campaign, paced } from './campaign.ts';

export const countryNeverSeen: Campaign = {
  id: 'country-never-seen',
  about: 'Signs in with phished passwords of tellers of the bank from a country in which nobody of the company has ever been.',
  means: ['unusual-country'],
  forms: paced(
    function* (stage, { requests, pause, bot }) {
      const { world, draw } = stage;
      const staff = world.peopleOf('teller').filter(({ joinDay }) => joinDay === 0);
      const person = staff[bot % staff.length];
      if (person === undefined) return;
      const client = stage.client('far', 'browser');
      for (let step = 0; step < requests; step++) {
        yield* stage.call(client, person, world.bank.operations.findCustomers, {
          query: { q: draw.pick(['silva', 'meyer', 'brown']), limit: 10 },
        });
        yield pause();
      }
    },
    {
      fast: { requests: 6, gapSeconds: [5, 40] },
      slow: { requests: 4, gapSeconds: [15_000, 40_000] },
      distributed: { bots: 6, requests: 1, withinSeconds: 20_000 },
    },
  ),
};
