import { describe, expect, test } from 'vitest';

import { RFC_KEYS, RFC_VECTORS, type RfcVector, rfcRequest } from '../../test/rfc-9421.ts';
import { importVerificationKey } from './algorithms.ts';
import { signatureBase } from './base.ts';
import { readSignatures } from './signature-input.ts';

function verifies({ key, algorithm, input, signature, request = rfcRequest() }: RfcVector): boolean {
  const read = readSignatures(input, signature);
  if (!read.ok) throw new Error(read.reason);
  const [found] = read.signatures;
  if (found === undefined) throw new Error('no signature');
  const base = signatureBase(request, found.components, found.serialized);
  return base.ok && importVerificationKey(algorithm, RFC_KEYS[key]).verifies(base.value, found.signature);
}

describe.each(RFC_VECTORS.map((vector) => [vector.name, vector] as const))('RFC 9421 %s', (_name, vector) => {
  test('verifies', () => expect(verifies(vector)).toBe(true));

  test('does not verify with another time of creation', () => {
    expect(verifies({ ...vector, input: vector.input.replace(/created=\d+/, 'created=1618884474') })).toBe(false);
  });

  test.runIf(vector.input.includes('@authority'))('does not verify for another host', () => {
    expect(verifies({ ...vector, request: { ...(vector.request ?? rfcRequest()), authority: 'example.org' } })).toBe(false);
  });

  test('does not verify when a bit of the signature is changed', () => {
    const label = vector.signature.slice(0, vector.signature.indexOf(':') + 1);
    const bytes = Buffer.from(vector.signature.slice(label.length, -1), 'base64');
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    expect(verifies({ ...vector, signature: `${label}${bytes.toString('base64')}:` })).toBe(false);
  });
});

test('RFC 9421 B.2.4: the signature of a response verifies over the base that is printed there', () => {
  const base = [
    '"@status": 200',
    '"content-type": application/json',
    '"content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
    '"content-length": 23',
    '"@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
  ].join('\n');
  const signature = Buffer.from('wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==', 'base64');
  const key = importVerificationKey('ecdsa-p256-sha256', RFC_KEYS['test-key-ecc-p256']);
  expect(key.verifies(base, signature)).toBe(true);
  expect(key.verifies(base.replace('200', '201'), signature)).toBe(false);
});
