import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createPki, type Pki } from '../../test/secure-call.ts';
import { loadConfigurationText } from './load.ts';

let directory: string;
let pki: Pki;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'airside-certificates-'));
  pki = await createPki();
  for (const [name, content] of Object.entries({ ...pki.files, 'clients.crl': await pki.authority.crl() })) {
    writeFileSync(join(directory, name), content);
  }
});

afterAll(() => rmSync(directory, { recursive: true }));

const load = (clients: string, more = '') =>
  loadConfigurationText(
    `gateway: { listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ${clients} } } }] ${more} }\napis: {}\n`,
    join(directory, 'airside.yaml'),
  );

test('authorities and revocation lists come with the configuration, and are watched', async () => {
  const { bundle, files, problems } = await load('ca: clients.pem, crl: clients.crl', ', forwardedCertificate: { ca: clients.pem }');
  expect(problems).toEqual([]);
  expect(bundle?.tls[0]?.clients).toMatchObject({ ca: pki.authority.pem, mode: 'optional' });
  expect(bundle?.forwardedCertificate).toEqual({ ca: pki.authority.pem });
  expect(files).toEqual(expect.arrayContaining(['clients.pem', 'clients.crl'].map((name) => join(directory, name))));
});

test.each([
  ['ca: absent.pem', '/gateway/listen/0/tls/clients/ca'],
  ['ca: clients.pem, crl: absent.crl', '/gateway/listen/0/tls/clients/crl'],
  ['ca: cert.pem', '/gateway/listen/0/tls/clients'],
  ['ca: clients.pem, crl: clients.pem', '/gateway/listen/0/tls/clients'],
])('with { %s } nothing is served, and the place is named', async (clients, pointer) => {
  const { bundle, problems } = await load(clients);
  expect(bundle).toBeUndefined();
  expect(problems.map((problem) => problem.pointer)).toContain(pointer);
});
