import { describe, expect, test } from 'vitest';

import { compileClientAddress } from './client-address.ts';

const find = (peer: string, headers: Record<string, string>, forwardedHeader: 'X-Forwarded-For' | 'Forwarded' = 'X-Forwarded-For') =>
  compileClientAddress({ trustedProxies: ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32'], forwardedHeader })(peer, (name) => headers[name]);

describe('the caller behind trusted proxies', () => {
  test.each([
    ['the peer itself, where it is no proxy', '198.51.100.9', { 'x-forwarded-for': '1.1.1.1' }, '198.51.100.9'],
    ['the peer, where a proxy names nobody', '10.0.0.1', {}, '10.0.0.1'],
    ['the one entry', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1' }, '1.1.1.1'],
    ['the rightmost entry, whatever the caller wrote before it', '10.0.0.1', { 'x-forwarded-for': '9.9.9.9, 1.1.1.1' }, '1.1.1.1'],
    ['the first that is no proxy, from the right', '10.0.0.1', { 'x-forwarded-for': '9.9.9.9, 1.1.1.1, 10.2.3.4, 192.0.2.1' }, '1.1.1.1'],
    ['the leftmost, where all are proxies', '10.0.0.1', { 'x-forwarded-for': '10.0.0.3, 10.0.0.2' }, '10.0.0.3'],
    ['the proxy that wrote something that is no address', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1, unknown, 10.0.0.2' }, '10.0.0.2'],
    ['without its port', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1:443' }, '1.1.1.1'],
    ['as IPv6 with port', '10.0.0.1', { 'x-forwarded-for': '[2001:DB9::1]:443' }, '2001:db9::1'],
    ['as IPv6 is always written', '10.0.0.1', { 'x-forwarded-for': '2001:0DB9:0:0::0001' }, '2001:db9::1'],
    ['through an IPv4 peer in IPv6 form', '::ffff:10.0.0.1', { 'x-forwarded-for': '1.1.1.1' }, '1.1.1.1'],
    ['through an IPv6 proxy', '2001:db8::5', { 'x-forwarded-for': '1.1.1.1' }, '1.1.1.1'],
    ['not from the other header', '10.0.0.1', { forwarded: 'for=1.1.1.1' }, '10.0.0.1'],
    ['not from an empty entry', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1,' }, '10.0.0.1'],
  ])('is %s', (_what, peer, headers, expected) => {
    expect(find(peer, headers as Record<string, string>)).toBe(expected);
  });

  test.each([
    ['for=1.1.1.1', '1.1.1.1'],
    ['for=9.9.9.9, for=1.1.1.1;proto=https;by=10.0.0.1', '1.1.1.1'],
    ['For="[2001:db9::1]:4711"', '2001:db9::1'],
    ['proto=https;for="1.1.1.1:80"', '1.1.1.1'],
    ['for=1.1.1.1, for=_hidden', '10.0.0.1'],
    ['for=1.1.1.1, proto=http', '10.0.0.1'],
    ['for="9.9.9.9, for=1.1.1.1"', '10.0.0.1'],
    ['for="unclosed, for=1.1.1.1', '10.0.0.1'],
  ])('reads Forwarded: %s as %s', (value, expected) => {
    expect(find('10.0.0.1', { forwarded: value, 'x-forwarded-for': '8.8.8.8' }, 'Forwarded')).toBe(expected);
  });
});
