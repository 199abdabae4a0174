import type { CredentialRequest } from '@airside/identity';

/** What a browser or a library sends along, beside the credential. */
const USUAL = [
  ['Host', 'api.example.com'],
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'],
  ['Accept', 'application/json'],
  ['Accept-Encoding', 'gzip, br'],
  ['Accept-Language', 'en-GB,en;q=0.9'],
  ['Content-Type', 'application/json'],
  ['Origin', 'https://shop.example.com'],
  ['Referer', 'https://shop.example.com/orders'],
  ['Traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['X-Request-Id', '7c1f2c0e-9a6b-4c1e-8f3a-2f6f1b9f4f11'],
] as const;

/** A request with the given fields beside the usual ones, which look-ups go through as they do in the gateway. */
export function requestWith(fields: Readonly<Record<string, string>>): CredentialRequest {
  const all: readonly (readonly [string, string])[] = [...USUAL, ...Object.entries(fields)];
  const headers = new Map(all.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: 'GET',
    scheme: 'https',
    authority: 'api.example.com',
    target: '/orders/7?limit=20',
    rawHeaders: all.flat(),
    clientAddress: '192.0.2.17',
    certificate: undefined,
    header: (name) => headers.get(name),
  };
}
