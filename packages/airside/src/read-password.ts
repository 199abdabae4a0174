import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import { CommandError, EXIT } from './exit.ts';
import { note } from './terminal.ts';

/** More than any password that is accepted. */
const MOST_BYTES = 4096;

/** The password on standard input: one line of a terminal, which does not show it, or all that a pipe holds without its last line break. */
export function readPassword(): Promise<string> {
  return process.stdin.isTTY ? askTerminal() : readAll();
}

async function askTerminal(): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  note('Type the password, then Enter (it is not shown):');
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.once('close', () => reject(new CommandError('no password was given', { exitCode: EXIT.usage })));
      terminal.question('').then(resolve, reject);
    });
  } finally {
    terminal.close();
  }
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new CommandError(`standard input holds more than ${MOST_BYTES} bytes: that is no password`, { exitCode: EXIT.usage });
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)).replace(/\r?\n$/, '');
  } catch {
    throw new CommandError('the password is not UTF-8', { exitCode: EXIT.usage });
  }
}
