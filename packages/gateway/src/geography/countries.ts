import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';

import { isPublicAddress } from '@airside/domain';
import { Reader, type Response } from 'mmdb-lib';

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
  const reader = new Reader<Response>(readFileSync(file));
  // Of data for IPv4 alone the reader would take the start of an IPv6 address for an IPv4 address.
  const widest = reader.metadata.ipVersion === 4 ? 4 : 6;
  return (address) => {
    const family = isIP(address);
    if (family === 0 || family > widest) return undefined;
    try {
      return codeOf(reader.get(address));
    } catch {
      // A damaged entry says nothing of an address.
      return undefined;
    }
  };
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
