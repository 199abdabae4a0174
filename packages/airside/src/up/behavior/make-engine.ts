import { createBehaviorEngine } from '@airside/behavior';

import { openAddressList } from './address-list-file.ts';
import type { MakeEngine } from './engine-process.ts';

/** The engine that is run: all indicators. */
export const makeEngine: MakeEngine = ({ options, lists, key }, onError, onTrouble) =>
  createBehaviorEngine({
    key,
    options: { ...options, addressLists: lists.map((list) => openAddressList(list, onTrouble)) },
    onError,
  });
