import { RHYTHMS } from '../calendar/rhythm.ts';
import { banking, serving } from './bank-people.ts';
import { administering, ticketing } from './desk-people.ts';
import { accounting, batching, exporting } from './ledger-people.ts';
import type { Persona } from './persona.ts';
import { crawling, ordering } from './shop-machines.ts';
import { managing, supporting } from './shop-staff.ts';
import { shopping } from './shoppers.ts';
import { metering, operating } from './telemetry-people.ts';

const people = { rhythm: RHYTHMS.consumer, devices: 'people', least: 8 } as const;
const workers = { rhythm: RHYTHMS.worker, devices: 'workplace' } as const;
const machines = { rhythm: RHYTHMS.worker, devices: 'server', share: 0, sessionsPerDay: 0, growth: 0 } as const;

/** Who uses the APIs. The shares are of all users together. */
export const PERSONAS: readonly Persona[] = [
  {
    ...people,
    name: 'shopper',
    api: 'shop',
    role: 'customer',
    share: 0.5,
    sessionsPerDay: 0.45,
    app: 'shop',
    growth: 0.25,
    session: shopping,
  },
  {
    ...workers,
    name: 'shop-support',
    api: 'shop',
    role: 'support',
    share: 0.004,
    least: 4,
    sessionsPerDay: 5,
    growth: 0.5,
    session: supporting,
  },
  { ...workers, name: 'shop-manager', api: 'shop', role: 'admin', share: 0.001, least: 2, sessionsPerDay: 2, growth: 0, session: managing },
  { ...machines, name: 'shop-partner', api: 'shop', role: 'partner', least: 4, life: ordering },
  { ...machines, name: 'crawler', api: 'shop', role: 'crawler', least: 2, life: crawling },
  {
    ...people,
    name: 'banker',
    api: 'bank',
    role: 'customer',
    share: 0.28,
    sessionsPerDay: 0.9,
    app: 'bank',
    growth: 0.12,
    session: banking,
  },
  { ...workers, name: 'teller', api: 'bank', role: 'teller', share: 0.004, least: 3, sessionsPerDay: 4, growth: 0.3, session: serving },
  {
    ...workers,
    name: 'desk-worker',
    api: 'desk',
    role: 'member',
    share: 0.1,
    least: 8,
    sessionsPerDay: 5,
    growth: 0.1,
    session: ticketing,
  },
  {
    ...workers,
    name: 'desk-admin',
    api: 'desk',
    role: 'admin',
    share: 0.001,
    least: 2,
    sessionsPerDay: 1.5,
    growth: 0,
    session: administering,
  },
  { ...machines, name: 'meter', api: 'telemetry', role: 'meter', share: 0.03, least: 12, growth: 0.2, devices: 'meter', life: metering },
  {
    ...workers,
    name: 'operator',
    api: 'telemetry',
    role: 'operator',
    share: 0.008,
    least: 4,
    sessionsPerDay: 3,
    growth: 0.1,
    session: operating,
  },
  { ...machines, name: 'erp', api: 'ledger', role: 'erp', least: 6, life: batching },
  { ...machines, name: 'backup', api: 'ledger', role: 'backup', least: 1, life: exporting },
  {
    ...workers,
    name: 'accountant',
    api: 'ledger',
    role: 'accountant',
    share: 0.006,
    least: 4,
    sessionsPerDay: 2.5,
    growth: 0.1,
    session: accounting,
  },
];
