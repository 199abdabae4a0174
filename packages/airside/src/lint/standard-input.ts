import { CommandError } from '../exit.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/** All of standard input as text. Throws where it is no UTF-8 or longer than a definition may be. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new CommandError(`standard input is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CommandError('standard input is not UTF-8');
  }
}
