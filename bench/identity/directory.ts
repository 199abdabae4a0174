import { createDirectory, generateApiKey, hashApiKey, type MutableDirectory } from '@airside/identity';

export const API_KEY = generateApiKey();

const CONSUMERS = 1000;

/** The directory of a middle-sized installation: a thousand consumers with a key and a client each. */
export function benchDirectory(): MutableDirectory {
  const ids = Array.from({ length: CONSUMERS }, (_, index) => `consumer${index}`);
  return createDirectory({
    consumer: ids.map((id) => ({ id, source: 'store', scopes: ['orders:read'], roles: ['buyer'], groups: ['retail'], suspended: false })),
    key: ids.map((consumer, index) => ({
      id: `key${index}`,
      source: 'store',
      consumer,
      sha256: hashApiKey(index === 0 ? API_KEY : generateApiKey()),
    })),
    client: ids.map((consumer) => ({ issuer: 'idp', clientId: consumer, source: 'store', consumer })),
  });
}
