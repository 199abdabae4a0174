import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { isUrl, parsePublicKey, type RuleSetRequest, type StoredRuleSet } from '@airside/control';

import { CommandError, EXIT } from '../exit.ts';

export interface SourceOptions {
  readonly sha256?: string;
  readonly signature?: string;
  readonly key?: string;
}

/** A source with what proves that it is the right one; a key that was recorded need not be given again. */
export function requestOf(
  source: string,
  { sha256, signature, key }: SourceOptions,
  recorded?: StoredRuleSet['signature'],
): RuleSetRequest {
  if (key !== undefined && signature === undefined) throw new CommandError('--key goes with --signature', { exitCode: EXIT.usage });
  const publicKey = key === undefined ? recorded?.publicKey : readKey(key);
  if (signature !== undefined && publicKey === undefined) {
    throw new CommandError('--signature goes with --key: the public key of who signs', { exitCode: EXIT.usage });
  }
  return {
    source,
    ...(sha256 !== undefined && { sha256 }),
    ...(signature !== undefined &&
      publicKey !== undefined && { signature: { location: isUrl(signature) ? signature : resolve(signature), publicKey } }),
  };
}

/** The place where the last version came from, looked at again. */
export function recordedRequest({ versions, signature }: StoredRuleSet, options: SourceOptions): RuleSetRequest {
  const [{ source, proof } = { source: '', proof: 'none' }] = versions;
  if (options.signature === undefined && options.sha256 === undefined && proof === 'signature' && signature !== undefined) {
    return { source, signature };
  }
  return requestOf(source, options, signature);
}

function readKey(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
  parsePublicKey(pem, file);
  return pem;
}
