import type { GuardedOperation } from '../operation.ts';
import { invalidParameter, matching, readQuery } from '../query.ts';
import { integer, text } from '../store.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-09-01');

/** Payments and refunds of each day (UTC) from `from` up to and including `to`; at most 366 days. Days without either are left out. */
export const getRevenueReport: GuardedOperation = {
  method: 'GET',
  path: '/admin/reports/revenue',
  scope: 'admin',
  role: 'admin',
  handle({ shop, query }) {
    const { from, to } = readQuery(query, { from: date, to: date });
    const firstMs = dayMs(from, 'from');
    const lastMs = dayMs(to, 'to');
    if (lastMs < firstMs || lastMs - firstMs >= MOST_DAYS * DAY_MS) {
      throw invalidParameter('to', `expected a date from 0 to ${MOST_DAYS - 1} days after the parameter from`);
    }
    const days = shop.store
      .all(
        `SELECT day, sum(paid) AS paid, sum(refunded) AS refunded FROM (
           SELECT substr(created_at, 1, 10) AS day, amount_cents AS paid, 0 AS refunded FROM payments
           UNION ALL
           SELECT substr(created_at, 1, 10), 0, amount_cents FROM refunds
         ) WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day`,
        isoDay(firstMs),
        isoDay(lastMs),
      )
      .map((row) => ({ date: text(row, 'day'), paidCents: integer(row, 'paid'), refundedCents: integer(row, 'refunded') }));
    const netCents = days.reduce((cents, day) => cents + day.paidCents - day.refundedCents, 0);
    return { status: 200, body: { currency: 'EUR', from: isoDay(firstMs), to: isoDay(lastMs), netCents, days } };
  },
};

function dayMs(value: string | undefined, name: string): number {
  const ms = Date.parse(`${value ?? ''}T00:00:00Z`);
  if (value === undefined || Number.isNaN(ms) || isoDay(ms) !== value) throw invalidParameter(name, 'expected a date such as 2026-09-01');
  return ms;
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
