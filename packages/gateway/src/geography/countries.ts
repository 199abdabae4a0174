import { fileURLToPath } from 'node:url';

import { isPublicAddress } from '@airside/domain';

import { openAddressDatabase } from './open-address-database.ts';

/** The country of an address by two capital letters (ISO 3166-1); undefined where it is not known. */
export type CountryLookup = (address: string) => string | undefined;

/** Where the data that comes along is: IPv4 and IPv6 in one file, no attribution asked for (CC0). */
export function defaultCountryFile(): string {
  return fileURLToPath(import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'));
}

/**
 * Opens a database of countries in MaxMind's format, and holds it in memory. Entries are those of ip-location-db (`country_code`) or of
 * GeoLite2 and its like (`country.iso_code`).
 *
 * @throws {Error} when the file cannot be read or is none.
 */
export function openCountries(file: string): CountryLookup {
  return openAddressDatabase(file, codeOf);
}

/** The same for the data that comes along, which is read when the first address of the public internet is asked about: no other is in it. */
export function openDefaultCountries(file: string): CountryLookup {
  let opened: CountryLookup | undefined;
  return (address) => {
    if (!isPublicAddress(address)) return undefined;
    opened ??= openCountries(file);
    return opened(address);
  };
}

function codeOf(entry: unknown): string | undefined {
  const { country_code: plain, country } = (entry ?? {}) as { country_code?: unknown; country?: { iso_code?: unknown } | null };
  const code = plain ?? country?.iso_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : undefined;
}
