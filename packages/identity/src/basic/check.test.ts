import { describe, expect, test } from 'vitest';

import { cheapHash } from '../../test/passwords.ts';
import { createPasswordChecker } from './check.ts';

describe('password checker', () => {
  test('a match is remembered and then known at once, until its time is over', async () => {
    let nowMs = 0;
    const checker = createPasswordChecker({ rememberMs: 1000, now: () => nowMs });
    const hash = await cheapHash('p');
    expect(await checker.check('p', hash)).toBe('match');
    nowMs = 999;
    expect(checker.check('p', hash)).toBe('match');
    nowMs = 1000;
    expect(checker.check('p', hash)).toBeInstanceOf(Promise);
  });

  test('a mismatch is never remembered', async () => {
    const checker = createPasswordChecker();
    const hash = await cheapHash('p');
    expect(await checker.check('q', hash)).toBe('mismatch');
    expect(checker.check('q', hash)).toBeInstanceOf(Promise);
  });

  test('a match under one hash says nothing about another hash', async () => {
    const checker = createPasswordChecker();
    expect(await checker.check('p', await cheapHash('p'))).toBe('match');
    expect(await checker.check('p', await cheapHash('changed'))).toBe('mismatch');
  });

  test('beyond the queue passwords are not checked', async () => {
    const checker = createPasswordChecker({ concurrency: 1, queued: 1 });
    const hash = await cheapHash('p');
    const running = ['a', 'b'].map(async (password) => checker.check(password, hash));
    expect(checker.check('p', hash)).toBe('busy');
    expect(await Promise.all(running)).toEqual(['mismatch', 'mismatch']);
    expect(await checker.check('p', hash)).toBe('match');
  });

  test('the same password arriving many times at once is one piece of work', async () => {
    const checker = createPasswordChecker({ concurrency: 1, queued: 0 });
    const hash = await cheapHash('p');
    const checks = Array.from({ length: 50 }, async () => checker.check('p', hash));
    expect(new Set(await Promise.all(checks))).toEqual(new Set(['match']));
  });
});
