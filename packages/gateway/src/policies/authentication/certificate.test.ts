import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Authority, createAuthority, createSelfSigned, type Issued, onlyNamesBelow, rawNames } from '@airside/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { connectWith, createPki, type Pki, secureCaller } from '../../../test/secure-call.ts';

const HOUR_MS = 3_600_000;
const CONSUMERS = `acme: { scopes: [read], certificates: [{ subject: 'O=Acme,CN=client' }, { san: 'dns:acme.example' }] },
  uris: { certificates: [{ san: 'uri:spiffe://example/ns/a,b' }] },
  mails: { certificates: [{ san: 'email:Ops@mail.example' }] },
  hosts: { certificates: [{ san: 'ip:2001:DB8::1' }] }`;

let pki: Pki;
let upstream: Upstream;
let house: House;
let revoked: Issued;
let below: Authority;

const listener = (clients: string) =>
  `listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ca: clients.pem ${clients} } } }]`;
const LISTENER = listener(', crl: clients.crl');
const yaml = (consumers: string) =>
  `consumers: { ${consumers} }\napis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [certificate] } } } }\n`;

beforeAll(async () => {
  pki = await createPki();
  upstream = await startUpstream();
  revoked = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
  below = await pki.authority.intermediate('CN=Below,O=Test');
  const crl = (await pki.authority.crl({ revoked: [revoked] })) + (await below.crl());
  house = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.crl': crl }, LISTENER);
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

let count = 0;

/** What becomes of one call on a connection of its own, in `where`. */
async function callWith(own: Pick<Issued, 'pem' | 'keyPem'> | undefined, where = house, headers: Record<string, string> = {}) {
  const caller = secureCaller(where.port, own);
  try {
    return await callBy(caller, where, headers);
  } finally {
    caller.close();
  }
}

async function callBy(caller: ReturnType<typeof secureCaller>, where = house, headers: Record<string, string> = {}) {
  const id = `call-${++count}`;
  const { status } = await caller.call('/orders', { ...headers, 'x-request-id': id });
  const exchange = await where.exchange((candidate) => candidate.id === id);
  const reason = exchange.verdicts.find(({ outcome }) => outcome === 'refuse')?.reason;
  return { status, consumer: exchange.principal?.consumer, credential: exchange.principal?.credential, reason };
}

const chained = (own: Issued, ...above: readonly Issued[]) => ({ keyPem: own.keyPem, pem: own.pem + above.map(({ pem }) => pem).join('') });

describe('a certificate of the authority', () => {
  const CASES: Readonly<Record<string, readonly [Parameters<Authority['issue']>[0], string]>> = {
    'its subject': [{ subject: 'CN=client,O=Acme' }, 'acme'],
    'the name of a host, in upper case': [{ subject: 'CN=x', san: [{ type: 'dns', value: 'ACME.example' }] }, 'acme'],
    'a URI with a comma': [{ subject: 'CN=x', san: [{ type: 'url', value: 'spiffe://example/ns/a,b' }] }, 'uris'],
    'a mail address, its host in upper case': [{ subject: 'CN=x', san: [{ type: 'email', value: 'Ops@MAIL.example' }] }, 'mails'],
    'an address, among other names': [
      {
        subject: 'CN=x',
        san: [
          { type: 'dns', value: 'elsewhere.example' },
          { type: 'ip', value: '2001:db8:0:0::1' },
        ],
      },
      'hosts',
    ],
  };
  test.each(Object.entries(CASES))('is that of the consumer with %s', async (_name, [options, consumer]) => {
    const own = await pki.authority.issue(options);
    const thumbprint = Buffer.from(own.certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    expect(await callWith(own)).toMatchObject({ status: 200, consumer, credential: thumbprint });
  });

  test('may come by way of an authority below, which the caller sends', async () => {
    expect(await callWith(chained(await below.issue({ subject: 'CN=client,O=Acme' }), below))).toMatchObject({
      status: 200,
      consumer: 'acme',
    });
  });

  test('is shown again on every connection: sessions are not resumed', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    let session: Buffer | undefined;
    for (let round = 0; round < 2; round++) {
      const socket = await connectWith(house.port, own, session);
      socket.on('session', (data: Buffer) => (session = data));
      expect(socket.isSessionReused()).toBe(false);
      socket.write('GET /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      const text = (await socket.toArray()).join('');
      expect(text).toMatch(/^HTTP\/1\.1 200 /);
      session ??= socket.getSession();
    }
  });
});

describe('refused is', () => {
  const refusals: Readonly<Record<string, readonly [() => Promise<Pick<Issued, 'pem' | 'keyPem'> | undefined>, RegExp | string]>> = {
    'no certificate': [async () => undefined, 'no credential'],
    'one that signed itself': [() => createSelfSigned('CN=client,O=Acme'), /does not verify/],
    'one of another authority': [async () => (await createAuthority('CN=Evil')).issue({ subject: 'CN=client,O=Acme' }), /UNABLE_TO/],
    'one of another authority of the same name': [
      async () => (await createAuthority('CN=Clients CA,O=Test')).issue({ subject: 'CN=client,O=Acme' }),
      /does not verify/,
    ],
    'one that has expired': [
      () => pki.authority.issue({ subject: 'CN=client,O=Acme', notAfter: new Date(Date.now() - HOUR_MS) }),
      /CERT_HAS_EXPIRED/,
    ],
    'one that is not valid yet': [
      () => pki.authority.issue({ subject: 'CN=client,O=Acme', notBefore: new Date(Date.now() + HOUR_MS) }),
      /CERT_NOT_YET_VALID/,
    ],
    'one for servers': [() => pki.authority.issue({ subject: 'CN=client,O=Acme', usages: ['server'] }), /INVALID_PURPOSE/],
    'one that is revoked': [async () => revoked, /CERT_REVOKED/],
    'one of an authority without a revocation list': [
      async () => {
        const other = await pki.authority.intermediate('CN=Without list');
        return chained(await other.issue({ subject: 'CN=client,O=Acme' }), other);
      },
      /UNABLE_TO_GET_CRL/,
    ],
    'one from below an end entity': [
      async () => {
        const middle = await pki.authority.issue({ subject: 'CN=middle' });
        const leaf = await below.issue({ subject: 'CN=client,O=Acme' });
        return { keyPem: leaf.keyPem, pem: leaf.pem + middle.pem };
      },
      /UNABLE_TO/,
    ],
    'one of nobody': [() => pki.authority.issue({ subject: 'CN=client,O=Nobody' }), /belongs to no consumer/],
    'the right name in another order': [() => pki.authority.issue({ subject: 'O=Acme,CN=client' }), /belongs to no consumer/],
    'the right name and more': [() => pki.authority.issue({ subject: 'CN=client,O=Acme,OU=x' }), /belongs to no consumer/],
    'the right name in another case': [() => pki.authority.issue({ subject: 'CN=Client,O=Acme' }), /belongs to no consumer/],
    'the right name within a value': [() => pki.authority.issue({ subject: 'CN=x\\,O\\=Acme\\,CN\\=client' }), /belongs to no consumer/],
    'the name of a host as common name': [() => pki.authority.issue({ subject: 'CN=acme.example' }), /belongs to no consumer/],
    'a pattern': [() => pki.authority.issue({ subject: 'CN=x', san: [{ type: 'dns', value: '*.example' }] }), /belongs to no consumer/],
    'the name of a host as URI': [
      () => pki.authority.issue({ subject: 'CN=x', san: [{ type: 'url', value: 'acme.example' }] }),
      /belongs to no consumer/,
    ],
    'one that fits two consumers': [
      () => pki.authority.issue({ subject: 'CN=client,O=Acme', san: [{ type: 'ip', value: '2001:db8::1' }] }),
      /fits consumers acme and hosts/,
    ],
    'a name with NUL in it': [
      () => pki.authority.issue({ subject: 'CN=x', extensions: [rawNames(0x82, 'acme.example\0.evil.example')] }),
      /belongs to no consumer|does not verify/,
    ],
    'a name with NUL at its end': [
      () => pki.authority.issue({ subject: 'CN=x', extensions: [rawNames(0x82, 'acme.example\0')] }),
      /belongs to no consumer|does not verify/,
    ],
    'more names than are read': [
      () =>
        pki.authority.issue({
          subject: 'CN=client,O=Acme',
          san: Array.from({ length: 101 }, (_, index) => ({ type: 'dns' as const, value: `h${index}.example` })),
        }),
      /names cannot be read/,
    ],
  };
  test.each(Object.entries(refusals))('%s', async (_name, [make, reason]) => {
    const seen = upstream.seen.length;
    expect(await callWith(await make())).toMatchObject({
      status: 401,
      consumer: undefined,
      reason: expect.stringMatching(reason) as string,
    });
    expect(upstream.seen).toHaveLength(seen);
  });

  test('what breaks the constraints on names of its authority', async () => {
    const below = await pki.authority.intermediate('CN=Narrow', [onlyNamesBelow('narrow.example')]);
    const authorities = pki.authority.pem + below.pem;
    const where = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.pem': authorities }, listener(''));
    try {
      expect(
        await callWith(await below.issue({ subject: 'CN=client,O=Acme', san: [{ type: 'dns', value: 'a.narrow.example' }] }), where),
      ).toMatchObject({ status: 200 });
      const outside = await below.issue({ subject: 'CN=client,O=Acme', san: [{ type: 'dns', value: 'acme.example' }] });
      expect(await callWith(outside, where)).toMatchObject({
        status: 401,
        reason: expect.stringMatching(/PERMITTED_VIOLATION|does not verify/) as string,
      });
    } finally {
      await where.close();
    }
  });

  test('the name of a certificate in a field that anybody can send', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    const field = `:${own.certificate.raw.toString('base64')}:`;
    expect(await callWith(undefined, house, { 'Client-Cert': field })).toMatchObject({ status: 401, reason: 'no credential' });
  });
});

describe('while a connection stays open', () => {
  test('its certificate is refused once it is revoked, and new connections are, too', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    const crl = (await pki.authority.crl({ revoked: [revoked] })) + (await below.crl());
    const where = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.crl': crl }, LISTENER);
    const caller = secureCaller(where.port, own);
    try {
      expect(await callBy(caller, where)).toMatchObject({ status: 200 });
      writeFileSync(join(where.directory, 'clients.crl'), await pki.authority.crl({ revoked: [own] }));
      await where.apply(`gateway: { ${LISTENER} }\n${yaml(CONSUMERS)}`);
      expect(await callBy(caller, where)).toMatchObject({ status: 401, reason: 'certificate is revoked' });
      expect(caller.connections).toBe(1);
      expect(await callWith(own, where)).toMatchObject({ status: 401, reason: expect.stringMatching(/CERT_REVOKED/) as string });
    } finally {
      caller.close();
      await where.close();
    }
  });

  test('its certificate is refused once its authority is not trusted any more', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    const where = await startHouse(yaml(CONSUMERS), pki.files, listener(''));
    const caller = secureCaller(where.port, own);
    try {
      expect(await callBy(caller, where)).toMatchObject({ status: 200 });
      writeFileSync(join(where.directory, 'clients.pem'), (await createAuthority('CN=New')).pem);
      await where.apply(`gateway: { ${listener('')} }\n${yaml(CONSUMERS)}`);
      expect(await callBy(caller, where)).toMatchObject({ status: 401, reason: expect.stringMatching(/have changed/) as string });
    } finally {
      caller.close();
      await where.close();
    }
  });

  test('it goes on when authorities and lists are renewed that have nothing against it', async () => {
    const own = await pki.authority.issue({ subject: 'CN=client,O=Acme' });
    const where = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.crl': await pki.authority.crl() }, LISTENER);
    const caller = secureCaller(where.port, own);
    try {
      expect(await callBy(caller, where)).toMatchObject({ status: 200 });
      const added = await createAuthority('CN=Added');
      writeFileSync(join(where.directory, 'clients.pem'), pki.authority.pem + added.pem);
      writeFileSync(join(where.directory, 'clients.crl'), (await pki.authority.crl({ revoked: [revoked] })) + (await added.crl()));
      await where.apply(`gateway: { ${LISTENER} }\n${yaml(CONSUMERS)}`);
      expect(await callBy(caller, where)).toMatchObject({ status: 200 });
      expect(await callWith(await added.issue({ subject: 'CN=client,O=Acme' }), where)).toMatchObject({ status: 200 });
      expect(caller.connections).toBe(1);
    } finally {
      caller.close();
      await where.close();
    }
  });
});

test('a revocation list that has expired lets nobody in, and says so', async () => {
  const crl = await pki.authority.crl({ nextUpdate: new Date(Date.now() - HOUR_MS) });
  const where = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.crl': crl }, LISTENER);
  try {
    const answer = await callWith(await pki.authority.issue({ subject: 'CN=client,O=Acme' }), where);
    expect(answer).toMatchObject({ status: 401, reason: expect.stringMatching(/CRL_HAS_EXPIRED/) as string });
  } finally {
    await where.close();
  }
});

describe('where a certificate is required', () => {
  let strict: House;
  beforeAll(async () => {
    strict = await startHouse(
      yaml(CONSUMERS),
      { ...pki.files, 'clients.crl': await pki.authority.crl({ revoked: [revoked] }) },
      listener(', crl: clients.crl, mode: required'),
    );
  });
  afterAll(() => strict.close());

  test('one with a certificate gets through', async () => {
    expect(await callWith(await pki.authority.issue({ subject: 'CN=client,O=Acme' }), strict)).toMatchObject({ status: 200 });
  });
  test.each<readonly [string, () => Promise<Issued | undefined>, string, RegExp]>([
    ['none', async () => undefined, 'credential-required', /no client certificate/],
    ['a self-signed one', () => createSelfSigned('CN=client,O=Acme'), 'credential-invalid', /does not verify: [A-Z_]+$/],
    ['a revoked one', async () => revoked, 'credential-invalid', /CERT_REVOKED/],
  ])('a connection with %s does not come about, and is recorded', async (_name, make, problem, reason) => {
    const before = upstream.seen.length;
    const caller = secureCaller(strict.port, await make());
    await expect(caller.call('/orders')).rejects.toThrow(/ECONNRESET|hang up|alert|closed/i);
    caller.close();
    const exchange = await strict.exchange((candidate) => candidate.problem === problem && reason.test(candidate.reason ?? ''));
    expect(exchange).toMatchObject({ method: '', path: '', principal: null, client: { address: '127.0.0.1' } });
    expect(upstream.seen).toHaveLength(before);
  });
});

describe('behind a trusted proxy', () => {
  const settings = (more: string) => `listen: [{ address: '127.0.0.1:0' }], ${more}`;
  const field = (own: Issued) => ({ 'client-cert': `:${own.certificate.raw.toString('base64')}:` });
  const BELIEVED = 'trustedProxies: [127.0.0.1], forwardedCertificate: { ca: clients.pem, crl: clients.crl }';

  async function call(headers: Record<string, string | string[]>, gateway = BELIEVED) {
    const crl = await pki.authority.crl({ revoked: [revoked] });
    const where = await startHouse(yaml(CONSUMERS), { ...pki.files, 'clients.crl': crl }, settings(gateway));
    try {
      const { status } = await where.call('/orders', { headers });
      const exchange = await where.exchange(() => true);
      return { status, reason: exchange.verdicts.find(({ outcome }) => outcome === 'refuse')?.reason ?? exchange.reason };
    } finally {
      await where.close();
    }
  }

  test('the certificate that it names counts, and goes no further', async () => {
    expect(await call(field(await pki.authority.issue({ subject: 'CN=client,O=Acme' })))).toMatchObject({ status: 200 });
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty('client-cert');
  });

  test('it does not where the proxy is not trusted, or nobody said that it should be believed', async () => {
    const headers = field(await pki.authority.issue({ subject: 'CN=client,O=Acme' }));
    expect(await call(headers, 'forwardedCertificate: { ca: clients.pem }')).toMatchObject({ status: 401, reason: 'no credential' });
    expect(await call(headers, 'trustedProxies: [127.0.0.1]')).toMatchObject({ status: 401, reason: 'no credential' });
  });

  test.each<readonly [string, () => Promise<Record<string, string | string[]>>, RegExp]>([
    ['revoked', async () => field(revoked), /revoked/],
    ['of another authority', async () => field(await createSelfSigned('CN=client,O=Acme')), /not of an authority/],
    ['expired', async () => field(await pki.authority.issue({ notAfter: new Date(Date.now() - HOUR_MS) })), /expired/],
    ['for servers', async () => field(await pki.authority.issue({ usages: ['server'] })), /not for clients/],
    ['no certificate', async () => ({ 'client-cert': ':AAAA:' }), /holds no certificate/],
    ['no byte sequence', async () => ({ 'client-cert': revoked.certificate.raw.toString('base64') }), /holds no certificate/],
    ['named twice', async () => ({ 'client-cert': [field(revoked)['client-cert'], field(revoked)['client-cert']] }), /repeated/],
  ])('one is refused that is %s', async (_name, make, reason) => {
    const answer = await call(await make());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.reason).toMatch(reason);
  });
});

describe('a configuration is refused', () => {
  const apply = async (consumers: string, files: Readonly<Record<string, string>> = {}) => {
    const all = { ...pki.files, 'clients.crl': await pki.authority.crl(), ...files };
    const where = await startHouse(yaml(consumers), all, LISTENER);
    await where.close();
  };
  test.each<readonly [string, string]>([
    ['certificates: [{ subject: CN=a }]}, b: { certificates: [{ subject: "cn = a" }]', 'belongs to consumer "a" already'],
    ['certificates: [{ san: "dns:A.example" }]}, b: { certificates: [{ san: "DNS:a.example" }]', 'belongs to consumer "a" already'],
    ['certificates: [{ subject: CN=a, san: "dns:a.example" }]', 'exactly one of subject, san and sha256'],
    ['certificates: [{ san: "dns:*.example" }]', 'without a pattern'],
    ['certificates: [{ san: a.example }]', 'dns:HOST'],
    ['certificates: [{ subject: "CN" }]', 'distinguished name|at least|valid'],
    ['certificates: [{ subject: "CN=a\\\\00b" }]', 'distinguished name'],
    [`certificates: [{ sha256: "${'z'.repeat(64)}" }]`, '64 hexadecimal digits'],
  ])('with consumer a: { %s }', async (consumer, message) => {
    await expect(apply(`a: { ${consumer} }`)).rejects.toThrow(new RegExp(message));
  });
  test('with authorities that are none', async () => {
    const { pem } = await pki.authority.issue();
    await expect(apply(CONSUMERS, { 'clients.pem': pem })).rejects.toThrow(/not the certificate of an authority/);
    await expect(apply(CONSUMERS, { 'clients.pem': '' })).rejects.toThrow(/expected the certificate of a root/);
    await expect(apply(CONSUMERS, { 'clients.pem': below.pem })).rejects.toThrow(/expected the certificate of a root/);
  });
  test('with revocation lists that are none, or not of the authority', async () => {
    await expect(apply(CONSUMERS, { 'clients.crl': 'nonsense' })).rejects.toThrow(/at least one X509 CRL/);
    const forged = await (await createAuthority('CN=Clients CA,O=Test')).crl();
    await expect(apply(CONSUMERS, { 'clients.crl': forged })).rejects.toThrow(/not signed by the authority/);
  });
});
