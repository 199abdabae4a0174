import { expect, test } from 'vitest';

import { createCallReader } from '../call/create-call-reader.ts';
import { INDICATORS } from '../indicators/index.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { exchangeOf } from '../testing/exchange.ts';
import { createRandom } from '../testing/random.ts';
import { createEngine } from './create-engine.ts';
import type { BehaviorEngine } from './engine.ts';
import { DEFAULT_OPTIONS } from './learning.ts';

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 60 * 60 * 1000;
const PAGES = ['cart', 'login', 'register', 'item', 'search', 'orders'];

/** An engine in front of an API without a definition, which answers whatever it is asked for. */
function engineOf(): BehaviorEngine {
  return createEngine({
    learning: {
      isTraining: false,
      hash: createKeyedHash(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])),
      options: { ...DEFAULT_OPTIONS, trainingMs: 24 * HOUR_MS },
    },
    reader: createCallReader(),
    indicators: INDICATORS,
    onError: (error) => {
      throw error;
    },
  });
}

function ask(engine: BehaviorEngine, timeMs: number, user: string, path: string): string {
  const principal = { kind: 'jwt', subject: user, consumer: null, credential: null } as const;
  const client = { address: user === 'mallory' ? '198.51.100.9' : '192.0.2.1', userAgent: 'Mozilla/5.0' };
  return engine.assess(exchangeOf({ time: new Date(timeMs).toISOString(), template: null, path, client, principal })).call.operation;
}

/** Operations that honest people call in so many hours. */
function honest(engine: BehaviorEngine, fromMs: number, hours: number): ReadonlySet<string> {
  const random = createRandom(fromMs);
  const operations = new Set<string>();
  for (let timeMs = fromMs; timeMs < fromMs + hours * HOUR_MS; timeMs += 20_000) {
    const page = PAGES[Math.floor(random() * PAGES.length)] ?? '';
    operations.add(ask(engine, timeMs, `user-${Math.floor(random() * 60)}`, `/shop/public/${page}.jsp`));
  }
  return operations;
}

test('whoever asks for thousands of made-up names does not turn the operations of an API into one', () => {
  const engine = engineOf();
  const usual = honest(engine, START_MS, 48);
  expect(usual).toEqual(new Set(PAGES.map((page) => `GET /shop/public/${page}.jsp`)));
  for (let index = 0; index < 3000; index++) {
    ask(engine, START_MS + 48 * HOUR_MS + index * 500, 'mallory', `/shop/public/${'abcdefghij'[index % 10]}klm${index.toString(36)}.jsp`);
  }
  expect(honest(engine, START_MS + 49 * HOUR_MS, 2)).toEqual(usual);
});

test('what many ask for, a name each, becomes one operation', () => {
  const engine = engineOf();
  honest(engine, START_MS, 48);
  const names = Array.from(
    { length: 300 },
    (_, index) => `${'bcdfghkl'[index % 8]}${'aeiou'[index % 5]}${'mnprst'[index % 6]}${'aeiou'[(index >> 3) % 5]}rel`,
  );
  const asked = names.map((name, index) =>
    ask(engine, START_MS + 48 * HOUR_MS + index * 60_000, `user-${index % 60}`, `/teams/${name}/board`),
  );
  expect(asked.at(-1)).toBe('GET /teams/{}/board');
});
