import { SCOPES_OF_ROLE } from '../caller.ts';
import { object, text } from '../input.ts';
import { findUserByName } from '../model/user.ts';
import type { OpenOperation } from '../operation.ts';
import { verifyPassword } from '../password.ts';
import { Refusal } from '../problem.ts';

const readLogin = object({ username: text({ max: 64 }), password: text({ max: 128 }) });

export const createSession: OpenOperation = {
  method: 'POST',
  path: '/sessions',
  open: true,
  async handle({ shop, body }) {
    const { username, password } = readLogin(body, '');
    shop.loginThrottle.attempt(username, shop.now());
    const user = findUserByName(shop.store, username);
    const verified = await verifyPassword(password, user?.passwordHash);
    if (user === undefined || !verified) throw new Refusal('login-failed');
    shop.loginThrottle.succeeded(username);

    const scope = SCOPES_OF_ROLE[user.role].join(' ');
    const { token, expiresInSeconds } = await shop.tokens.issue({ userId: user.id, scope });
    return {
      status: 201,
      body: { accessToken: token, tokenType: 'Bearer', expiresIn: expiresInSeconds, scope, userId: user.id, customerId: user.customerId },
    };
  },
};
