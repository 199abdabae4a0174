import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { type Authority, createAuthority, type Issued, parseCrl, rawNames } from '../testing/pki.ts';
import { alternativeNamesOf, parseAlternativeName } from './alternative-names.ts';
import { DerError } from './der.ts';
import { canonicalName, canonicalPrintedName } from './distinguished-name.ts';
import { pemBlocks } from './pem.ts';
import { readRevocationList } from './revocation-list.ts';
import { readToBeSigned } from './to-be-signed.ts';
import { createClientTrust } from './trust.ts';

const DAY_MS = 86_400_000;
let authority: Authority;
let own: Issued;
let lists: Uint8Array[];

beforeAll(async () => {
  authority = await createAuthority('CN=Root,O=Test');
  own = await authority.issue({ subject: 'CN=client', san: [{ type: 'dns', value: 'a.example' }] });
  lists = pemBlocks((await authority.crl({ revoked: [own] })) + (await authority.crl()), 'X509 CRL');
});

describe('a certificate’s own bytes', () => {
  test('say who issued it and which number it has', () => {
    const fields = readToBeSigned(own.certificate.raw);
    expect(fields.serialNumber).toBe(own.serialNumber);
    expect(fields.issuer).toBe(readToBeSigned(authority.certificate.raw).subject);
    expect(alternativeNamesOf(own.certificate.raw)).toEqual([{ kind: 'dns', value: 'a.example' }]);
  });

  test('never make the reader do anything but say no, whichever are changed', () => {
    const { raw } = own.certificate;
    fc.assert(
      fc.property(fc.nat(raw.length - 1), fc.nat(255), fc.nat(raw.length), (at, value, end) => {
        const changed = Buffer.from(raw.subarray(0, end));
        if (at < end) changed[at] = value;
        alternativeNamesOf(changed);
        expectOnlyDerErrors(() => readToBeSigned(changed));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['NUL', 'a.example\0'],
    ['a blank', 'a .example'],
    ['a line break', 'a.example\n'],
    ['an octet outside of ASCII', 'a.ex\u00e4mple'],
    ['nothing', ''],
  ])('with %s in a name have no such name', async (_name, value) => {
    const odd = await authority.issue({ extensions: [rawNames(0x82, value)] });
    expect(alternativeNamesOf(odd.certificate.raw)).toEqual([]);
  });

  test('with an address of three octets have no such address', async () => {
    const odd = await authority.issue({ extensions: [rawNames(0x87, '\u0001\u0002\u0003')] });
    expect(alternativeNamesOf(odd.certificate.raw)).toEqual([]);
  });
});

describe('revocation lists', () => {
  test('are read as another reader reads them', () => {
    for (const raw of lists) {
      const ours = readRevocationList(raw);
      const theirs = parseCrl(raw);
      expect([...ours.revoked]).toEqual(theirs.entries.map(({ serialNumber }) => serialNumber));
      expect(ours.nextUpdateMs).toBe(theirs.nextUpdate?.getTime());
      expect(ours.isSignedBy(authority.certificate.publicKey)).toBe(true);
      expect(ours.isSignedBy(own.certificate.publicKey)).toBe(false);
    }
  });

  test('that were changed do not verify, or are refused', () => {
    const [raw = new Uint8Array()] = lists;
    fc.assert(
      fc.property(fc.nat(raw.length - 1), fc.nat(255), fc.nat(raw.length), (at, value, end) => {
        const changed = Buffer.from(raw.subarray(0, end));
        if (at < end) changed[at] = value;
        if (Buffer.compare(changed, raw) === 0) return;
        expectOnlyDerErrors(() => expect(readRevocationList(changed).isSignedBy(authority.certificate.publicKey)).toBe(false));
      }),
      { numRuns: 1000 },
    );
  });

  test('do not verify, or are refused, whichever octet has another last bit', () => {
    const [raw = new Uint8Array()] = lists;
    for (const at of raw.keys()) {
      const changed = Buffer.from(raw);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expectOnlyDerErrors(() => expect(readRevocationList(changed).isSignedBy(authority.certificate.publicKey), `${at}`).toBe(false));
    }
  });

  test('with what follows their end are refused', () => {
    expect(() => readRevocationList(Buffer.concat([lists[0] ?? new Uint8Array(), Buffer.from([0])]))).toThrow(/follows/);
  });
});

describe('trust', () => {
  const at = Date.now();
  const trustOf = async (options: Parameters<Authority['crl']>[0]) =>
    createClientTrust({ ca: authority.pem, crl: await authority.crl(options) });

  test('has nothing against a good certificate', async () => {
    expect((await trustOf({})).faultOf(own.certificate, at)).toBeUndefined();
  });
  test('ends with the certificate, and does not begin before it', async () => {
    const trust = await trustOf({ nextUpdate: new Date(at + 100 * DAY_MS) });
    expect(trust.faultOf(own.certificate, at + 8 * DAY_MS)).toMatch(/expired/);
    expect(trust.faultOf(own.certificate, at - 3 * DAY_MS)).toMatch(/not valid yet/);
  });
  test('ends with the revocation list', async () => {
    expect((await trustOf({})).faultOf(own.certificate, at + 2 * DAY_MS)).toMatch(/revocation list .* has expired/);
  });
  test('knows what is revoked', async () => {
    expect((await trustOf({ revoked: [own] })).faultOf(own.certificate, at)).toBe('certificate is revoked');
  });
  test('does not take the list of another authority for that of this one', async () => {
    const other = await createAuthority('CN=Other');
    const trust = createClientTrust({ ca: authority.pem + other.pem, crl: await other.crl() });
    expect(trust.warnings.join()).toMatch(/no list of "O=Test\\nCN=Root"|no list of "CN=Root\\nO=Test"/);
    expect(trust.faultOf(own.certificate, at)).toMatch(/no revocation list/);
  });
  test('warns of a list that has expired', async () => {
    expect((await trustOf({ nextUpdate: new Date(at - DAY_MS / 2) })).warnings).toEqual([expect.stringMatching(/has expired/)]);
  });
  test('refuses what an authority below signed that is itself revoked', async () => {
    const below = await authority.intermediate('CN=Below');
    const leaf = await below.issue();
    const trust = createClientTrust({
      ca: authority.pem + below.pem,
      crl: (await authority.crl({ revoked: [below] })) + (await below.crl()),
    });
    expect(trust.faultOf(leaf.certificate, at)).toMatch(/authority above .* is revoked/);
  });
});

describe('distinguished names', () => {
  test.each([
    ['CN=client,O=Acme,C=DE', ' cn = client , O=Acme, c=DE'],
    ['CN=a\\,b', 'CN=a\\2Cb'],
    ['CN=Zo\\c3\\ab', 'CN=Zoë'],
    ['OU=b+CN=a,O=x', 'CN=a+OU=b,O=x'],
  ])('%j is %j', (one, other) => {
    expect(canonicalName(one)).toBeDefined();
    expect(canonicalName(one)).toBe(canonicalName(other));
  });
  test.each([
    ['CN=a,O=b', 'O=b,CN=a'],
    ['CN=a', 'CN=A'],
    ['CN=a,O=b', 'CN=a\\,O\\=b'],
    ['CN=a+O=b', 'CN=a,O=b'],
    ['CN=a\\ ', 'CN=a\\ \\ '],
  ])('%j is not %j', (one, other) => expect(canonicalName(one)).not.toBe(canonicalName(other)));
  test.each([
    '',
    'CN',
    '=a',
    'CN=',
    'CN=a,',
    ',CN=a',
    'CN=a+',
    'CN=#0c0161',
    'CN=a\\00',
    'CN=a\\0',
    'CN=\\ff',
    'CN="a"',
    'CN=a\nO=b',
    'C N=a',
  ])('%j is none', (text) => expect(canonicalName(text)).toBeUndefined());
  test('are the same in a certificate and in a configuration', async () => {
    const { certificate } = await authority.issue({ subject: 'C=DE,O=Acme \\"x\\" \\+ y\\, z,CN=Zoë' });
    expect(canonicalPrintedName(certificate.subject)).toBe(canonicalName('CN=Zoë,O=Acme \\"x\\" \\+ y\\, z,C=DE'));
  });
  test('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        canonicalName(text);
        canonicalName(`CN=${text}`);
        canonicalPrintedName(text);
        parseAlternativeName(`uri:${text}`);
      }),
    );
  });
});

function expectOnlyDerErrors(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
}
