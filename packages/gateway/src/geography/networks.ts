import { openAddressDatabase } from './open-address-database.ts';

/** The network that an address belongs to, by the number of its autonomous system (`AS64500`); undefined where it is not known. */
export type NetworkLookup = (address: string) => string | undefined;

const LARGEST_NUMBER = 2 ** 32 - 1;

/**
 * Opens a database of autonomous systems in MaxMind's format, and holds it in memory. Entries are those of GeoLite2, DB-IP and ip-location-db
 * (`autonomous_system_number: 64500`) or of IPinfo (`asn: AS64500`).
 *
 * @throws {Error} when the file cannot be read or is none.
 */
export function openNetworks(file: string): NetworkLookup {
  return openAddressDatabase(file, networkIn);
}

/** Undefined for 0, which is no network (RFC 7607), and for what is no number of 32 bits. */
export function networkIn(entry: unknown): string | undefined {
  const { autonomous_system_number: plain, asn } = (entry ?? {}) as { autonomous_system_number?: unknown; asn?: unknown };
  const found = plain ?? asn;
  const digits = typeof found === 'string' ? found.replace(/^AS/i, '') : String(typeof found === 'number' ? found : '');
  if (!/^[1-9]\d{0,9}$/.test(digits) || Number(digits) > LARGEST_NUMBER) return undefined;
  return `AS${digits}`;
}
