import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';

let house: House;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  house = await startHouse(`apis: { a: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always } } } }`);
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

const CHUNKED = '5\r\nhello\r\n0\r\n\r\n';

const REFUSED: Readonly<Record<string, string>> = {
  'Content-Length and Transfer-Encoding': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`,
  'Transfer-Encoding and Content-Length': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n${CHUNKED}`,
  'two different Content-Length fields': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
  'two equal Content-Length fields': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello',
  'a list as Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello',
  'a signed Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello',
  'a negative Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'a hexadecimal Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello',
  'a space inside Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5 5\r\n\r\nhello',
  'an empty Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n',
  'an overflowing Content-Length': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551621\r\n\r\nhello',
  'a bare LF after the request line': 'GET / HTTP/1.1\nHost: a\r\n\r\n',
  'a bare LF after a field': 'GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n',
  'a bare LF after the head': 'GET / HTTP/1.1\r\nHost: a\r\n\n',
  'a bare CR inside a field': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\rZ: z\r\n\r\n',
  'obsolete line folding': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n',
  'folding with a tab': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\tz\r\n\r\n',
  'space before the first field': 'GET / HTTP/1.1\r\n Host: a\r\n\r\n',
  'space before the colon': 'GET / HTTP/1.1\r\nHost : a\r\n\r\n',
  'tab before the colon of Transfer-Encoding': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n\r\n${CHUNKED}`,
  'NUL in a value': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\0z\r\n\r\n',
  'NUL in a name': 'GET / HTTP/1.1\r\nHost: a\r\nX\0: y\r\n\r\n',
  'a control byte in a value': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\x01z\r\n\r\n',
  'DEL in a value': 'GET / HTTP/1.1\r\nHost: a\r\nX: y\x7fz\r\n\r\n',
  'a control byte in the target': 'GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n',
  'an empty field name': 'GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n',
  'Transfer-Encoding identity': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n',
  'chunked that is not last': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n${CHUNKED}`,
  'a coding before chunked': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n${CHUNKED}`,
  'chunked twice': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`,
  'something like chunked': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n${CHUNKED}`,
  'vertical tab before chunked': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0bchunked\r\n\r\n${CHUNKED}`,
  'quoted chunked': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "chunked"\r\n\r\n${CHUNKED}`,
  'chunked in HTTP/1.0': `POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`,
  'a bare LF after a chunk size': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n',
  'a bare LF after chunk data': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n',
  'a bare LF in a chunk extension': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nb\r\nhello\r\n0\r\n\r\n',
  'a prefixed chunk size': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n',
  'a space after a chunk size': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n',
  'a negative chunk size': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n',
  'an overflowing chunk size': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000005\r\nhello\r\n0\r\n\r\n',
  'no Host': 'GET / HTTP/1.1\r\n\r\n',
  'two Hosts': 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'an invalid Host': 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n',
  'a Host with user information': 'GET / HTTP/1.1\r\nHost: a@b\r\n\r\n',
  'a target of another host': 'GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n',
  'the asterisk form': 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
  'a target without a slash': 'GET x HTTP/1.1\r\nHost: a\r\n\r\n',
  'a fragment': 'GET /#x HTTP/1.1\r\nHost: a\r\n\r\n',
  'bytes past ASCII in the target': 'GET /\xe9 HTTP/1.1\r\nHost: a\r\n\r\n',
  'HTTP/0.9': 'GET /\r\n\r\n',
  'HTTP/2.0 in text': 'GET / HTTP/2.0\r\nHost: a\r\n\r\n',
  'HTTP/1.2': 'GET / HTTP/1.2\r\nHost: a\r\n\r\n',
  'an unknown method': 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n',
  'two Authorization fields': 'GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\nAuthorization: Basic YTpi\r\n\r\n',
  'two Content-Type fields': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n\r\n',
  'Connection naming a field for the upstream':
    'GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\nConnection: close, authorization\r\n\r\n',
  CONNECT: 'CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n',
};

describe('a request whose framing or head can be read in two ways is refused and its connection closed', () => {
  test.each(Object.entries(REFUSED))('%s', async (_name, bytes) => {
    const before = upstream.seen.length;
    const { text, closed } = await house.raw(bytes);
    expect(text.split('\r\n')[0]).toMatch(/^HTTP\/1\.1 (400|405) /);
    expect(text.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(closed).toBe(true);
    expect(upstream.seen.slice(before).filter(({ body }) => body.length > 0)).toEqual([]);
  });

  test('nothing that follows a refused request on its connection is answered', async () => {
    const { text } = await house.raw(`${REFUSED['two Hosts']}GET /second HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(text).not.toContain('HTTP/1.1 200');
    expect(upstream.seen.map(({ url }) => url)).not.toContain('/second');
  });

  test('a refused request leaves an exchange that says why', async () => {
    await house.raw('GET / HTTP/1.1\r\nHost : a\r\n\r\n');
    const exchange = await house.exchange(({ problem, verdicts }) => problem === 'malformed-request' && verdicts.length > 0);
    expect(exchange.verdicts[0]?.reason).toContain('HPE_');
  });
});

describe('an honest request in an unusual form passes', () => {
  const PASSES: Readonly<Record<string, string>> = {
    'chunked body': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`,
    'chunk extension': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n',
    'absolute form of the same host': 'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
    'HTTP/1.0 without Host': 'GET / HTTP/1.0\r\n\r\n',
    'an empty line before the request line': '\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'Host with port': 'GET / HTTP/1.1\r\nHost: a:8080\r\n\r\n',
    'an upgrade that is not taken up': 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  };
  test.each(Object.entries(PASSES))('%s', async (_name, bytes) => {
    const { text } = await house.raw(bytes, { until: '{"ok":true}' });
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });
});
