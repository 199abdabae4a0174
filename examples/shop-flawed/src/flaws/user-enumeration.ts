import { findUserByName, Refusal } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceOpen } from '../operation.ts';

/** Tells whether a user name exists, by its message and by its speed. */
export const userEnumeration: Flaw = (options) =>
  replaceOpen(options, 'createSession', (operation) => ({
    ...operation,
    handle(call) {
      const { username } = call.body as { username?: unknown };
      if (typeof username === 'string' && findUserByName(call.shop.store, username) === undefined) {
        throw new Refusal('login-failed', { detail: `There is no user ${username}.` });
      }
      return operation.handle(call);
    },
  }));
