import { BlockList } from 'node:net';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test('addresses and networks of both families match, and what lies beside them does not', () => {
  expectMatches(
    compileOperator('ipMatch', '192.0.2.1, 10.0.0.0/8,2001:db8::/33,::1'),
    ['192.0.2.1', '10.0.0.0', '10.255.255.255', '2001:db8::', '2001:DB8:7fff::1', '::1', '0:0:0:0:0:0:0:1'],
    ['192.0.2.0', '192.0.2.2', '9.255.255.255', '11.0.0.0', '2001:db8:8000::', '::2', '::'],
  );
});

test('an IPv4 address written as IPv6 is the IPv4 address', () => {
  expectMatches(compileOperator('ipMatch', '10.0.0.0/8'), ['::ffff:10.1.2.3', '::ffff:a01:203'], ['::10.1.2.3', '::fffe:10.1.2.3']);
  expectMatches(compileOperator('ipMatch', '::ffff:10.0.0.0/104'), ['10.1.2.3'], ['11.0.0.0']);
});

test('a network of one family holds no address of the other', () => {
  expectMatches(compileOperator('ipMatch', '0.0.0.0/0'), ['1.2.3.4'], ['::1', '2001:db8::1']);
  expectMatches(compileOperator('ipMatch', '::/0'), ['::1'], ['1.2.3.4']);
});

test('what is no address never matches', () => {
  const everything = compileOperator('ipMatch', '0.0.0.0/0,::/0');
  expectMatches(
    everything,
    [],
    [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.256',
      '01.2.3.4',
      '1.2.3.4 ',
      '1.2.3.-4',
      '0x1.2.3.4',
      ':',
      ':::',
      '1::2::3',
      '12345::',
      'g::',
      '::1%eth0',
    ].concat(['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7::8', '::1.2.3', '1.2.3.4::', '1'.repeat(1000)]),
  );
});

test.each(['', '10.0.0.1/33', '10.0.0.1/-1', '10.0.0.1/', '10.0.0.1/8/8', '::/129', '10.0.0', 'localhost', '1.2.3.4,'])(
  'the list %j is refused',
  (list) => {
    expect(() => compileOperator('ipMatch', list)).toThrow(/“.*” is/);
  },
);

test('the set agrees with the one of node:net', () => {
  const ipv4 = fc.tuple(fc.ipV4(), fc.nat(32));
  const ipv6 = fc.tuple(fc.ipV6(), fc.nat(128));
  fc.assert(
    fc.property(
      fc.array(ipv4, { maxLength: 5 }),
      fc.array(ipv6, { maxLength: 5 }),
      fc.oneof(fc.ipV4(), fc.ipV6()),
      (four, six, address) => {
        fc.pre(
          four.length + six.length > 0 && ![...six.map(([text]) => text), address].some((text) => text.toLowerCase().includes('ffff')),
        );
        // The platform finds an IPv4 address in IPv6 networks as well, so each family has a list of its own.
        const expected = { ipv4: new BlockList(), ipv6: new BlockList() };
        for (const [network, prefix] of four) expected.ipv4.addSubnet(network, prefix, 'ipv4');
        for (const [network, prefix] of six) expected.ipv6.addSubnet(network, prefix, 'ipv6');
        const family = address.includes(':') ? 'ipv6' : 'ipv4';
        const evaluate = compileOperator('ipMatch', [...four, ...six].map((entry) => entry.join('/')).join(','));
        expect(evaluate(address) !== undefined).toBe(expected[family].check(address, family));
      },
    ),
  );
});

test.each(['ipMatchFromFile', 'ipMatchF'])('@%s reads a network a line, and skips comments and empty lines', (name) => {
  const evaluate = compileOperator(name, 'list.data', { 'list.data': '# none of these\r\n\r\n 192.0.2.0/24 \r\n2001:db8::1\n' });
  expectMatches(evaluate, ['192.0.2.7', '2001:db8::1'], ['192.0.3.1', '2001:db8::2']);
  expect(() => compileOperator(name, 'other.data')).toThrow('no file other.data');
});

test('an IPv4 address that is written as IPv6 is in the networks of both', () => {
  expectMatches(compileOperator('ipMatch', '::/80,192.0.2.0/24'), ['::ffff:198.51.100.1', '::ffff:192.0.2.1'], ['198.51.100.1']);
});
