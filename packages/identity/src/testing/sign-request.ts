import { constants, createHash, createHmac, type KeyObject, sign } from 'node:crypto';

import type { HttpSignatureAlgorithm } from '@airside/domain';

/** What a caller is about to send. */
export interface Outgoing {
  readonly method: string;
  readonly scheme?: 'http' | 'https';
  readonly authority: string;
  readonly target: string;
  /** One line a name. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Signing {
  readonly algorithm: HttpSignatureAlgorithm;
  /** Private, or secret for `hmac-sha256`. */
  readonly key: KeyObject;
  /** Component identifiers as they are written, `"@query-param";name="a"` among them. */
  readonly components: readonly string[];
  /** Parameters as they are written: `created=1;keyid="k"`. */
  readonly parameters: string;
  readonly label?: string;
}

/**
 * The fields of a signed request (RFC 9421 section 3.1), by code of its own: what tests sign with it is not read back by what signed it. A body
 * gets its `Content-Digest`.
 */
export function signRequest(
  outgoing: Outgoing,
  { algorithm, key, components, parameters, label = 'sig1' }: Signing,
): Record<string, string> {
  const headers: Record<string, string> = { ...outgoing.headers };
  if (outgoing.body !== undefined && headers['content-digest'] === undefined) {
    headers['content-digest'] = `sha-256=:${createHash('sha256').update(outgoing.body).digest('base64')}:`;
  }
  const parametersText = `(${components.join(' ')})${parameters === '' ? '' : `;${parameters}`}`;
  const lines = components.map((component) => `${component}: ${textOf(component, outgoing, headers)}`);
  const base = [...lines, `"@signature-params": ${parametersText}`].join('\n');
  const signature = signBase(base, algorithm, key).toString('base64');
  return { ...headers, 'signature-input': `${label}=${parametersText}`, signature: `${label}=:${signature}:` };
}

function textOf(component: string, { method, scheme = 'https', authority, target }: Outgoing, headers: Record<string, string>): string {
  const [path = '', query] = target.split('?');
  const derived: Record<string, string> = {
    '"@method"': method,
    '"@scheme"': scheme,
    '"@authority"': authority,
    '"@target-uri"': `${scheme}://${authority}${target}`,
    '"@request-target"': target,
    '"@path"': path,
    '"@query"': `?${query ?? ''}`,
  };
  return derived[component] ?? headers[component.slice(1, -1)] ?? '';
}

function signBase(base: string, algorithm: HttpSignatureAlgorithm, key: KeyObject): Buffer {
  const data = Buffer.from(base);
  switch (algorithm) {
    case 'hmac-sha256':
      return createHmac('sha256', key).update(data).digest();
    case 'ed25519':
      return sign(null, data, key);
    case 'ecdsa-p256-sha256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
    case 'ecdsa-p384-sha384':
      return sign('sha384', data, { key, dsaEncoding: 'ieee-p1363' });
    case 'rsa-pss-sha512':
      return sign('sha512', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 });
    case 'rsa-v1_5-sha256':
      return sign('sha256', data, key);
  }
}
