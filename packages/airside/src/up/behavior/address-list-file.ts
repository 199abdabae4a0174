import { readFileSync, statSync } from 'node:fs';

import { entryOfLine, NetworkIndex } from '@airside/domain';

import type { AddressListFile } from './engine-messages.ts';

const CHECK_MS = 5000;
const LARGEST_BYTES = 64 * 1024 * 1024;

/** A list of addresses that its file may change at any time. */
export interface AddressList extends Pick<AddressListFile, 'name' | 'isCertain'> {
  has(address: string): boolean;
}

/**
 * Reads a list of addresses and networks, one a line, and reads it again once its file has changed. While the file cannot be read, what it held before
 * counts; lines that are no address are passed over and counted.
 */
export function openAddressList(
  { file, name, isCertain }: AddressListFile,
  onTrouble: (message: string) => void,
  now: () => number = Date.now,
): AddressList {
  let index = new NetworkIndex<true>();
  let version = '';
  let checkedMs = Number.NEGATIVE_INFINITY;

  const read = (): void => {
    checkedMs = now();
    try {
      const { mtimeMs, size } = statSync(file);
      if (version === `${mtimeMs} ${size}`) return;
      version = `${mtimeMs} ${size}`;
      if (size > LARGEST_BYTES) throw new Error(`it has more than ${LARGEST_BYTES} bytes`);
      const parsed = parseList(readFileSync(file, 'utf8'));
      index = parsed.index;
      if (parsed.faults > 0) onTrouble(`${file}: ${parsed.faults} lines are neither an address nor a network, and are passed over`);
    } catch (error) {
      const fault = `${file} cannot be read: ${(error as Error).message}`;
      if (version !== fault) onTrouble(fault);
      version = fault;
    }
  };
  read();
  return {
    name,
    isCertain,
    has(address) {
      if (now() - checkedMs >= CHECK_MS) read();
      return index.of(address).length > 0;
    },
  };
}

function parseList(text: string): { readonly index: NetworkIndex<true>; readonly faults: number } {
  const index = new NetworkIndex<true>();
  let faults = 0;
  for (const line of text.split('\n')) {
    const entry = entryOfLine(line);
    if (entry === '') continue;
    index.set(entry, true);
    if (index.get(entry) === undefined) faults++;
  }
  return { index, faults };
}
