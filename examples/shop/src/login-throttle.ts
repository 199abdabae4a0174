import { Refusal } from './problem.ts';

const MOST_ATTEMPTS = 10;
const WINDOW_MS = 60_000;
const MOST_USERNAMES = 10_000;

export interface LoginThrottle {
  /** Count an attempt, before the password is looked at. Throws a refusal (429) when there were too many. */
  attempt(username: string, nowMs: number): void;
  /** Forget the attempts: the user has logged in. */
  succeeded(username: string): void;
}

/** Ten attempts a minute for each user name. They are counted before they are judged, so that attempts at the same moment gain nothing. */
export function createLoginThrottle(): LoginThrottle {
  const windows = new Map<string, { startMs: number; attempts: number }>();

  return {
    attempt(username, nowMs) {
      const known = windows.get(username);
      if (known === undefined || nowMs - known.startMs >= WINDOW_MS) {
        windows.delete(username);
        const oldest = windows.size >= MOST_USERNAMES ? windows.keys().next().value : undefined;
        if (oldest !== undefined) windows.delete(oldest);
        windows.set(username, { startMs: nowMs, attempts: 1 });
        return;
      }
      known.attempts += 1;
      if (known.attempts > MOST_ATTEMPTS) {
        const seconds = Math.ceil((known.startMs + WINDOW_MS - nowMs) / 1000);
        throw new Refusal('too-many-logins', { headers: { 'Retry-After': String(seconds) } });
      }
    },

    succeeded(username) {
      windows.delete(username);
    },
  };
}
