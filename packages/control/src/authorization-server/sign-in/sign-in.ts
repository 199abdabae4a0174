import { LONGEST_PASSWORD_BYTES } from '@airside/identity';

import { signInPage } from '../pages/sign-in.ts';
import type { Step } from './step.ts';

const LONGEST_USERNAME = 128;

/** What a user name and password led to: on to the next step, or the same page again with what to do. */
export async function signIn(step: Step, form: ReadonlyMap<string, string>): Promise<void> {
  const { provider, request, response, attempts, login, address } = step;
  const username = (form.get('username') ?? '').normalize('NFC');
  const password = (form.get('password') ?? '').normalize('NFC');
  const again = (status: number, problem: string): void => step.show(status, signInPage({ ...step, username, problem }));
  if (username === '' || username.length > LONGEST_USERNAME || password === '' || Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) {
    again(400, 'Enter your user name and your password.');
    return;
  }
  if (!attempts.isAllowed(username, address)) {
    again(429, 'There were too many attempts from where you are. Try again in ten minutes.');
    return;
  }
  // Counted before it is known: of many at once no more get through than may.
  attempts.failed(username, address);
  const result = await login(username, password);
  if (result.outcome === 'unavailable') {
    again(503, 'Too many people are signing in just now. Try again in a moment.');
    return;
  }
  if (result.outcome !== 'accepted') {
    again(401, 'User name or password is wrong.');
    return;
  }
  attempts.succeeded(username, address);
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: result.principal.subject, amr: ['pwd'] } },
    { mergeWithLastSubmission: false },
  );
}
