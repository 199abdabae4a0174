import { createPublicKey, type JsonWebKey } from 'node:crypto';

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';

import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import { hasSignatureOf } from './signature.ts';

const PAYLOAD = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';

const VECTORS: readonly { readonly source: string; readonly alg: string; readonly jwk: JsonWebKey; readonly token: string }[] = [
  {
    source: 'RFC 7515 appendix A.2',
    alg: 'RS256',
    jwk: {
      kty: 'RSA',
      n:
        'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b3' +
        '2690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5Ihl' +
        'JH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
      e: 'AQAB',
    },
    token:
      `eyJhbGciOiJSUzI1NiJ9.${PAYLOAD}.` +
      'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRF' +
      'diuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6Ie' +
      'YI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw',
  },
  {
    source: 'RFC 7515 appendix A.3',
    alg: 'ES256',
    jwk: { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' },
    token: `eyJhbGciOiJFUzI1NiJ9.${PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
  },
  {
    source: 'RFC 8037 appendix A.4',
    alg: 'EdDSA',
    jwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    token:
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  },
];

function verify(token: string, jwk: JsonWebKey, alg: string): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  return hasSignatureOf(key, { signed: token.slice(0, end), signature, header: { alg, kid: undefined, typ: undefined, type: 'jwt' } });
}

describe.each(VECTORS)('the signature of $source ($alg)', ({ token, jwk, alg }) => {
  test('verifies', () => {
    expect(verify(token, jwk, alg)).toBe(true);
  });

  test('does not verify with a changed bit', () => {
    const end = token.lastIndexOf('.') + 1;
    const signature = Buffer.from(token.slice(end), 'base64url');
    signature.writeUInt8(signature.readUInt8(9) ^ 1, 9);
    expect(verify(token.slice(0, end) + signature.toString('base64url'), jwk, alg)).toBe(false);
  });

  test('does not verify with the key of another', () => {
    for (const other of VECTORS.filter((vector) => vector.alg !== alg)) expect(verify(token, other.jwk, alg)).toBe(false);
  });

  test('does not verify when the algorithm is asked to be another than the token names', () => {
    expect(verify(token, jwk, alg === 'RS256' ? 'PS256' : 'RS256')).toBe(false);
  });
});

describe.each([...SIGNATURE_ALGORITHMS.keys()])('a signature by %s', (alg) => {
  test('verifies as jose makes it, and as no other algorithm, even of the same key', async () => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const token = await new SignJWT({ sub: 'anna' }).setProtectedHeader({ alg }).sign(privateKey);
    const jwk = (await exportJWK(publicKey)) as JsonWebKey;
    expect(verify(token, jwk, alg)).toBe(true);
    const same = alg === 'EdDSA' || alg === 'Ed25519' ? ['EdDSA', 'Ed25519'] : [alg];
    for (const other of [...SIGNATURE_ALGORITHMS.keys()].filter((name) => !same.includes(name)))
      expect(verify(token, jwk, other)).toBe(false);
    for (const other of ['none', 'HS256', '', 'constructor']) expect(verify(token, jwk, other)).toBe(false);
  });

  test.each(['', 'AAAA', 'A'.repeat(86), 'A'.repeat(342), 'A'.repeat(4096)])(
    'of another length or of zeros does not verify',
    async (signature) => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const token = await new SignJWT({ sub: 'anna' }).setProtectedHeader({ alg }).sign(privateKey);
      expect(verify(token.slice(0, token.lastIndexOf('.') + 1) + signature, (await exportJWK(publicKey)) as JsonWebKey, alg)).toBe(false);
    },
  );
});
