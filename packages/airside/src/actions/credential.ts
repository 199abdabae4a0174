import { generateApiKey, hashApiKey, hashPassword } from '@airside/identity';

import { CommandError, EXIT } from '../exit.ts';
import { readPassword } from '../read-password.ts';

const SHORTEST_PASSWORD = 12;

export interface CredentialOptions {
  readonly json?: boolean;
}

export function makeApiKey(options: CredentialOptions): void {
  const key = generateApiKey();
  const sha256 = hashApiKey(key);
  process.stdout.write(options.json ? `${JSON.stringify({ key, sha256 })}\n` : `key     ${key}\nsha256  ${sha256}\n`);
}

export async function makePasswordHash(options: CredentialOptions): Promise<void> {
  const password = await readPassword();
  const characters = [...password].length;
  if (characters < SHORTEST_PASSWORD) {
    throw new CommandError(`the password has ${characters} characters; expected at least ${SHORTEST_PASSWORD}`, { exitCode: EXIT.usage });
  }
  let passwordHash: string;
  try {
    passwordHash = await hashPassword(password);
  } catch (error) {
    if (error instanceof TypeError) throw new CommandError(error.message, { exitCode: EXIT.usage });
    throw error;
  }
  process.stdout.write(options.json ? `${JSON.stringify({ passwordHash })}\n` : `${passwordHash}\n`);
}
