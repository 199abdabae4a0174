import type { Changes } from '../store.ts';

/** A record with the fields of `changes` in the place of its own; those that are null are gone. */
export function changed<Record_ extends object>(record: Record_, changes: Changes<Partial<Record_>>): object {
  return Object.fromEntries(Object.entries({ ...record, ...changes }).filter(([, value]) => value !== null && value !== undefined));
}
