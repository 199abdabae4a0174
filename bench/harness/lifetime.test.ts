import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { InterruptedError, type Lifetime, temporaryDirectory, withLifetime } from './lifetime.ts';

describe('a lifetime', () => {
  test('undoes what was started, the last first', async () => {
    const undone: string[] = [];
    const result = await withLifetime(async ({ defer }) => {
      defer(() => void undone.push('first'));
      defer(async () => void undone.push('second'));
      return 'done';
    });
    expect([result, ...undone]).toEqual(['done', 'second', 'first']);
  });

  test('undoes it also when the work fails, and hands the failure on', async () => {
    const undone: string[] = [];
    const failing = withLifetime(async ({ defer }) => {
      defer(() => void undone.push('undone'));
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(undone).toEqual(['undone']);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends with %s, although the work hangs, with exit code %i', async (name, exitCode) => {
    const undone: string[] = [];
    const hanging = withLifetime(async ({ defer, signal }) => {
      defer(() => void undone.push(signal.aborted ? 'undone' : 'undone too early'));
      process.kill(process.pid, name);
      await new Promise(() => undefined);
    });
    await expect(hanging).rejects.toThrow(InterruptedError);
    await expect(hanging).rejects.toMatchObject({ exitCode });
    expect(undone).toEqual(['undone']);
  });

  test('undoes at once what is started after its end', async () => {
    let late: Lifetime | undefined;
    await withLifetime(async (lifetime) => {
      late = lifetime;
    });
    const undone: string[] = [];
    late?.defer(() => void undone.push('undone'));
    expect(undone).toEqual(['undone']);
  });

  test('leaves no handler and no directory behind', async () => {
    const handlers = process.listenerCount('SIGINT');
    const directory = await withLifetime(async (lifetime) => {
      const made = temporaryDirectory(lifetime);
      writeFileSync(join(made, 'file'), '');
      return made;
    });
    expect(existsSync(directory)).toBe(false);
    expect(process.listenerCount('SIGINT')).toBe(handlers);
  });
});
