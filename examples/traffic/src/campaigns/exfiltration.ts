import { type Campaign, paced } from './campaign.ts';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

export const exfiltration: Campaign = {
  id: 'exfiltration',
  about: "Carries the shop's customers away with accounts of support staff: page after page, each record.",
  means: ['data-exfiltration', 'personal-data-exfiltration'],
  forms: paced(
    function* (stage, { requests, pause, form, bot }) {
      const { draw, world } = stage;
      const { operations } = world.shop;
      const staff = world.peopleOf('shop-support').filter(({ joinDay }) => joinDay === 0);
      const person = staff[bot % staff.length];
      if (person === undefined) return;
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      let after: string | null = null;
      for (let step = 0; step < requests; ) {
        const query: Record<string, string | number> = { limit: form === 'fast' ? 100 : 20, ...(after !== null && { after }) };
        const { status, body } = yield* stage.call(client, person, operations.listCustomers, { query });
        const page: Page = status === 200 ? (body as Page) : { items: [], next: null };
        yield pause();
        for (const { id } of page.items) {
          if (step++ >= requests) return;
          if (draw.chance(0.7)) yield* stage.call(client, person, operations.getCustomer, { path: { customerId: id } });
          yield pause();
        }
        after = page.next;
        step++;
      }
    },
    { distributed: { bots: 8, requests: 60, gapSeconds: [10, 60] } },
  ),
};
