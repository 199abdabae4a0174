import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Issued } from '../../../../identity/test/pki.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { createPki, type Pki, secureCaller } from '../../../test/secure-call.ts';

let pki: Pki;
let upstream: Upstream;
let house: House;

const listener = (clients: string) =>
  `listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ca: clients.pem ${clients} } } }]`;
const yaml = (consumers: string) =>
  `consumers: { ${consumers} }\napis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [certificate] } } } }\n`;

beforeAll(async () => {
  pki = await createPki();
  upstream = await startUpstream();
  const crl = await pki.authority.crl();
  house = await startHouse(
    yaml("acme: { certificates: [{ subject: 'O=Acme,CN=client' }] }, other: { certificates: [{ san: 'dns:other.example' }] }"),
    { ...pki.files, 'clients.crl': crl },
    listener(', crl: clients.crl'),
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

async function callWith(own: Pick<Issued, 'pem' | 'keyPem'> | undefined, id: string) {
  const caller = secureCaller(house.port, own);
  const { status } = await caller.call('/orders', { 'x-request-id': id });
  caller.close();
  const exchange = await house.exchange((candidate) => candidate.id === id);
  return { status, principal: exchange.principal, reason: exchange.verdicts.find(({ outcome }) => outcome === 'refuse')?.reason };
}

describe('a certificate of the authority', () => {
  test('is taken for the consumer that its subject names', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    expect(await callWith(own, 'good')).toMatchObject({ status: 200, principal: { kind: 'certificate', consumer: 'acme' } });
  });
});
