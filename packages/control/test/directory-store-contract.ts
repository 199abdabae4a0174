import { describe } from 'vitest';

import { clientsContract } from './directory/clients-contract.ts';
import type { OpenStore } from './directory/harness.ts';
import { historyContract } from './directory/history-contract.ts';
import { keyUseContract } from './directory/key-use-contract.ts';
import { keysContract } from './directory/keys-contract.ts';
import { recordsContract } from './directory/records-contract.ts';

/** What every directory store promises. `open` yields an empty store; each one is closed after its test. */
export function directoryStoreContract(name: string, open: OpenStore): void {
  describe(name, () => {
    recordsContract(open);
    keysContract(open);
    keyUseContract(open);
    clientsContract(open);
    historyContract(open);
  });
}
