import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { appendWhole, type ExportConfiguration } from '@airside/domain';

import type { Sink } from './sink.ts';

type Settings = NonNullable<ExportConfiguration['file']>;

/** Appends records to a file, one a line, and begins a new one when it is large. `directory` is where a relative path starts. */
export function fileSink({ path, maxSize, keep }: Settings, directory: string): Sink {
  const file = resolve(directory, path);
  return {
    target: path,
    async send(batch) {
      try {
        const size = (await stat(file).catch(() => undefined))?.size ?? 0;
        if (size >= maxSize) await rotate(file, keep);
        await appendWhole(file, Buffer.from(batch.map(({ text }) => `${text}\n`).join('')));
        return { kind: 'delivered', answer: `appended to ${path}` };
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return { kind: 'later', reason: `${path} cannot be written (${code ?? message})` };
      }
    },
    close: async () => undefined,
  };
}

/** `FILE` becomes `FILE.1`, `FILE.1` becomes `FILE.2`, and so on; the last one goes. */
async function rotate(file: string, keep: number): Promise<void> {
  await rm(`${file}.${keep}`, { force: true });
  for (let number = keep - 1; number >= 0; number--) {
    const from = number === 0 ? file : `${file}.${number}`;
    await rename(from, `${file}.${number + 1}`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
