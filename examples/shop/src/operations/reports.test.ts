import { expect, test } from 'vitest';

import { ANA, startTestShop } from '../testing/client.ts';

const report = (query: string) => `/admin/reports/revenue?${query}`;

test('the report adds payments and takes refunds off, day by day', async () => {
  await using shop = await startTestShop({ now: () => Date.parse('2026-08-04T10:00:00Z') });
  await shop.call('POST', '/admin/refunds', { as: 'olivia', body: { orderId: ANA.paid, amountCents: 730, reason: 'Late.' } });
  const { body } = await shop.call('GET', report('from=2026-08-01&to=2026-08-18'), { as: 'olivia' });
  expect(body).toEqual({
    currency: 'EUR',
    from: '2026-08-01',
    to: '2026-08-18',
    netCents: 7000,
    days: [
      { date: '2026-08-03', paidCents: 7730, refundedCents: 0 },
      { date: '2026-08-04', paidCents: 0, refundedCents: 730 },
    ],
  });
});

test.each([
  '',
  'from=2026-08-01',
  'to=2026-08-01',
  'from=2026-08-02&to=2026-08-01',
  'from=2026-01-01&to=2027-01-02',
  'from=2026-02-30&to=2026-03-01',
  'from=2026-13-01&to=2027-01-01',
  'from=20260801&to=2026-08-02',
  "from=2026-08-01'&to=2026-08-02",
])('the span ?%s is refused', async (query) => {
  await using shop = await startTestShop();
  expect((await shop.call('GET', report(query), { as: 'olivia' })).status).toBe(400);
});
