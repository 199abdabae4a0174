import { argon2id } from '../src/basic/argon2id.ts';
import { type Argon2idHash, formatPhc } from '../src/basic/phc.ts';

/** A hash that takes next to no work, for tests that are not about its strength. */
export async function cheapHash(password: string, memoryKiB = 8): Promise<Argon2idHash> {
  const by = { memoryKiB, passes: 1, parallelism: 1, salt: Buffer.from('saltsalt') };
  return { ...by, tag: await argon2id(password, by, 16) };
}

export async function cheapPhc(password: string): Promise<string> {
  return formatPhc(await cheapHash(password));
}
