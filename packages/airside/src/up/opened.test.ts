import type { ConfigurationBundle } from '@airside/gateway';
import { expect, test } from 'vitest';

import { type Loaded, waitingForRestart, withOpened } from './opened.ts';

const bundle = (gateway: object | undefined, certificate: string, apis = 'one'): ConfigurationBundle => ({
  source: { ...(gateway !== undefined && { gateway }), apis },
  directory: '/',
  definitions: {},
  profiles: {},
  ruleSets: {},
  firewall: {},
  tls: [{ cert: certificate, key: certificate }],
});
const listen = [{ address: '127.0.0.1:8443', tls: { certificate: 'a', key: 'b' } }];
const other = [{ address: '127.0.0.1:9443', tls: { certificate: 'a', key: 'b' } }];

test('listeners and what is set when they are opened stay, what each request reads changes', () => {
  const next = bundle({ listen: other, maxConnections: 5, maxHeaders: 10, environment: 'test' }, 'new', 'two');
  expect(withOpened(next, bundle({ listen, headerTimeout: '1s', maxHeaders: 20, maxTargetBytes: '1KiB' }, 'old')).source).toEqual({
    gateway: { listen, headerTimeout: '1s', maxHeaders: 10, environment: 'test' },
    apis: 'two',
  });
});

test('a listener never gets the certificate of another', () => {
  expect(withOpened(bundle({ listen: other }, 'new'), bundle({ listen }, 'old')).tls).toEqual(bundle({}, 'old').tls);
});

test('the listeners that are open get their new certificates', () => {
  expect(withOpened(bundle({ listen }, 'new'), bundle({ listen }, 'old')).tls).toEqual(bundle({}, 'new').tls);
});

test('a configuration without settings keeps to what was opened with them, and the other way round', () => {
  expect(withOpened(bundle(undefined, 'a'), bundle({ listen }, 'a')).source).toEqual({ gateway: { listen }, apis: 'one' });
  expect(withOpened(bundle({ listen }, 'a'), bundle(undefined, 'a')).source).toEqual({ gateway: {}, apis: 'one' });
});

test('what monitoring systems are told stays as it was at the start, and a change of it waits, of a secret in it too', () => {
  const telling = (token: string | undefined) => {
    const plain = bundle({ listen }, 'a');
    return token === undefined ? plain : { ...plain, source: { ...(plain.source as object), telemetry: { prometheus: { token } } } };
  };
  expect(withOpened(telling('new'), telling('old')).source).toEqual(telling('old').source);
  expect(withOpened(telling('new'), telling(undefined)).source).toEqual(telling(undefined).source);
  expect(withOpened(telling(undefined), telling('old')).source).toEqual(telling('old').source);
  const loaded = (token: string) => ({ configuration: { gateway: {}, behavior: {} }, bundle: telling(token) }) as unknown as Loaded;
  expect(waitingForRestart(loaded('old'), loaded('new'))).toEqual(['telemetry']);
  expect(waitingForRestart(loaded('old'), loaded('old'))).toEqual([]);
});
