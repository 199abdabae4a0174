import type { Risk } from '../risk.ts';
import { check } from './check.ts';

const DAY_MS = 86_400_000;
/** Breaches are found weeks and months afterwards: a week is too short to look back. */
const FEWEST_DAYS = 30;

export const logging: Risk = {
  id: 'logging',
  title: 'Insufficient Logging & Monitoring',
  places: { 2019: 10 },
  about: 'Attacks are not seen, or cannot be traced afterwards.',
  test: 'Attack, and see who notices, how soon, and whether the record tells what happened.',
  assess: ({ store, settings }) => ({
    checks: [
      { state: 'enforced', by: 'record', says: 'every request has a record with caller, verdicts and reason, without secrets (always)' },
      check(
        'record',
        store.keepExchanges >= FEWEST_DAYS * DAY_MS,
        `records are kept ${store.keepExchanges / DAY_MS} days (store.keepExchanges)`,
        `records are kept ${store.keepExchanges / DAY_MS} days only (store.keepExchanges)`,
        'set store.keepExchanges to 90d, or send the records elsewhere',
      ),
      check(
        'record',
        settings.contact !== undefined,
        'a contact for incidents is named (contact)',
        'no contact for incidents is named (contact)',
        'set contact of the API',
      ),
    ],
    limit: 'Airside raises no alarms yet: somebody has to look at the record',
  }),
};
