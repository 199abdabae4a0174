import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

import { Reader, type Response } from 'mmdb-lib';

/**
 * Opens a database in MaxMind's format, and holds it in memory: what `read` makes of the entry of an address, undefined where there is none.
 *
 * @throws {Error} when the file cannot be read or is none.
 */
export function openAddressDatabase<T>(file: string, read: (entry: unknown) => T | undefined): (address: string) => T | undefined {
  const reader = new Reader<Response>(readFileSync(file));
  // Of data for IPv4 alone the reader would take the start of an IPv6 address for an IPv4 address.
  const widest = reader.metadata.ipVersion === 4 ? 4 : 6;
  return (address) => {
    const family = isIP(address);
    if (family === 0 || family > widest) return undefined;
    try {
      return read(reader.get(address));
    } catch {
      // A damaged entry says nothing of an address.
      return undefined;
    }
  };
}
