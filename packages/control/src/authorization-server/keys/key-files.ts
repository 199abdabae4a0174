import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

import { createKeyRing, type KeyRing } from './key-ring.ts';

const PRIVATE_FILE = 'oauth-keys.json';
const PUBLIC_FILE = 'oauth-jwks.json';
const OWNER_ONLY = 0o600;

const ringSchema = z.object({
  keys: z
    .array(
      z.object({
        kid: z.string().min(1),
        jwk: z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() }),
        signsFromMs: z.number(),
      }),
    )
    .min(1)
    .max(100),
  cookieSecret: z.string().min(43),
  nonceSecret: z.string().length(43),
});

/** Where the public half of the keys is published for the gateway's workers. */
export function publicKeyFile(directory: string): string {
  return join(directory, PUBLIC_FILE);
}

/**
 * The ring in a directory that its owner alone may enter; made where there is none.
 *
 * @throws {Error} when the file is damaged; the message names it and shows nothing of it.
 */
export async function loadKeyRing(directory: string, nowMs: number): Promise<KeyRing> {
  const file = join(directory, PRIVATE_FILE);
  if (!existsSync(file)) {
    const ring = await createKeyRing(nowMs);
    saveKeyRing(directory, ring);
    return ring;
  }
  chmodSync(file, OWNER_ONLY);
  const parsed = ringSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    throw new Error(
      `${file} cannot be used: it does not hold the keys of an authorization server. Restore it, or remove it: new keys are made then, and every token, session and code of the old ones is void`,
    );
  }
  return parsed.data;
}

/** Writes both files, each in one step. The public one comes first: no key signs that is not published. */
export function saveKeyRing(directory: string, ring: KeyRing): void {
  replaceFile(publicKeyFile(directory), JSON.stringify(publicKeys(ring)));
  replaceFile(join(directory, PRIVATE_FILE), JSON.stringify(ring));
}

/** The public half (RFC 7517). */
export function publicKeys(ring: KeyRing): JSONWebKeySet {
  return { keys: ring.keys.map(({ kid, jwk: { x = '', y = '' } }) => ({ kid, kty: 'EC', crv: 'P-256', x, y, use: 'sig', alg: 'ES256' })) };
}

function replaceFile(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${content}\n`, { mode: OWNER_ONLY });
  renameSync(unfinished, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
