const WINDOW_MS = 10 * 60_000;
/** Wrong passwords for one account from one address. */
const MOST_PER_ACCOUNT = 5;
/** Wrong passwords from one address, whatever the account. */
const MOST_PER_ADDRESS = 30;
const MOST_KEYS = 100_000;

/** Counts wrong passwords. Only who sends them is slowed down: nobody can keep another one out of his account. */
export interface Attempts {
  /** Whether this account may be tried from this address now. */
  isAllowed(account: string, address: string): boolean;
  failed(account: string, address: string): void;
  succeeded(account: string, address: string): void;
}

/** Counts in memory, in windows of ten minutes; bounded. `now` is monotonic, in milliseconds. */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const counts = new Map<string, { count: number; readonly untilMs: number }>();

  const current = (key: string): number => {
    const entry = counts.get(key);
    if (entry === undefined) return 0;
    if (entry.untilMs > now()) return entry.count;
    counts.delete(key);
    return 0;
  };
  const add = (key: string): void => {
    const before = current(key);
    const entry = counts.get(key);
    if (entry !== undefined) entry.count = before + 1;
    else {
      const oldest = counts.keys().next();
      if (counts.size >= MOST_KEYS && !oldest.done) counts.delete(oldest.value);
      counts.set(key, { count: 1, untilMs: now() + WINDOW_MS });
    }
  };
  return {
    isAllowed: (account, address) =>
      current(pairOf(account, address)) < MOST_PER_ACCOUNT && current(`address ${network(address)}`) < MOST_PER_ADDRESS,
    failed(account, address) {
      add(pairOf(account, address));
      add(`address ${network(address)}`);
    },
    succeeded: (account, address) => void counts.delete(pairOf(account, address)),
  };
}

function pairOf(account: string, address: string): string {
  return `account ${network(address)} ${account}`;
}

/** Whoever has one IPv6 address has the 2^64 beside it. */
function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [left = '', right] = address.split('::');
  const groups = left.split(':').filter((group) => group !== '');
  const rest = (right ?? '').split(':').filter((group) => group !== '');
  const filled =
    right === undefined ? groups : [...groups, ...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'), ...rest];
  return filled.slice(0, 4).join(':');
}
