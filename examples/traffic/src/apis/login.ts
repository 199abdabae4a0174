import type { Account } from '../gateway/client.ts';
import { type Answer, problem, type ServerCall } from '../gateway/operation.ts';

/** What everybody's password is here; whoever guesses sends anything else. */
export const PASSWORD = 'correct horse';

/** Judges a user name and a password. */
export function loginAnswer(accounts: ReadonlyMap<string, Account>, { body }: ServerCall, success: (account: Account) => Answer): Answer {
  const account = accounts.get(String(body['username']));
  return account !== undefined && body['password'] === PASSWORD ? success(account) : problem(401, 'Wrong user name or password');
}
