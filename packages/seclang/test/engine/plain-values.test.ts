import { describe, expect, test } from 'vitest';

import { createEngine, INJECTION_TAGS, loadRules, type PlainValues } from '../../src/index.ts';

const rule = (id: number, targets: string, tag: string, rest = '') =>
  `SecRule ${targets} "@rx ." "id:${id},phase:1,pass,tag:'${tag}'${rest}"\n`;

const isDigits = (_key: string, value: string) => value !== '' && [...Buffer.from(value)].every((byte) => byte >= 0x30 && byte <= 0x39);

function matched(rules: string, uri: string, plain?: PlainValues): string[] {
  const transaction = createEngine(loadRules([{ name: 'test.conf', text: `SecRuleEngine On\n${rules}` }])).transaction(
    plain === undefined ? {} : { plain },
  );
  transaction.connection({ clientAddress: '192.0.2.1', clientPort: 1, serverAddress: '192.0.2.2', serverPort: 80 });
  transaction.requestLine('GET', uri, 'HTTP/1.1');
  transaction.requestHeaders();
  return transaction.matchedRules.flatMap(({ id, matches }) => matches.map(({ name }) => `${id} ${name}`));
}

const plain: PlainValues = new Map([['ARGS_GET', isDigits]]);

describe('values that are known to be plain', () => {
  test.each(['attack-sqli', 'CWE-89', 'attack-xss'])('are not seen by rules tagged %s', (tag) => {
    expect(matched(rule(1, 'ARGS_GET', tag), '/?a=1&b=x', plain)).toEqual(['1 ARGS_GET:b']);
  });

  test.each(['attack-protocol', 'attack-fixation', 'CWE-444', 'x-attack-sqli', 'attack-sqli2'])('are seen by rules tagged %s', (tag) => {
    expect(matched(rule(1, 'ARGS_GET', tag), '/?a=1&b=x', plain)).toEqual(['1 ARGS_GET:a', '1 ARGS_GET:b']);
  });

  test('are seen as long as nobody says that they are plain', () => {
    expect(matched(rule(1, 'ARGS_GET', 'attack-sqli'), '/?a=1')).toEqual(['1 ARGS_GET:a']);
    expect(matched(rule(1, 'ARGS_GET', 'attack-sqli'), '/?a=1', new Map())).toEqual(['1 ARGS_GET:a']);
  });

  test('are seen in other variables', () => {
    expect(matched(rule(1, 'ARGS_GET|ARGS_GET_NAMES|QUERY_STRING|REQUEST_URI', 'attack-sqli'), '/?a=1', plain)).toEqual([
      '1 ARGS_GET_NAMES:a',
      '1 QUERY_STRING',
      '1 REQUEST_URI',
    ]);
  });

  test('are counted', () => {
    expect(matched(rule(1, '&ARGS_GET', 'attack-sqli'), '/?a=1', plain)).toEqual(['1 &ARGS_GET']);
  });

  test('are kept from the rules chained to one, and from selectors', () => {
    const chain = `${rule(1, 'REQUEST_METHOD', 'attack-sqli', ',chain')}SecRule ARGS_GET:a|ARGS_GET:/^b/ "@rx ."`;
    expect(matched(chain, '/?a=1&b1=2&b2=x', plain)).toEqual(['1 ARGS_GET:b2']);
  });

  test('of one transaction are not those of the next', () => {
    const engine = createEngine(loadRules([{ name: 'test.conf', text: `SecRuleEngine On\n${rule(1, 'ARGS_GET', 'attack-sqli')}` }]));
    for (const [options, found] of [
      [{ plain }, 0],
      [{}, 1],
    ] as const) {
      const transaction = engine.transaction(options);
      transaction.requestLine('GET', '/?a=1', 'HTTP/1.1');
      transaction.requestHeaders();
      expect(transaction.matchedRules.length).toBe(found);
    }
  });
});

test('rules on the protocol, on bounds and on sessions are not among those that look for injection', () => {
  for (const tag of [
    'attack-protocol',
    'attack-fixation',
    'attack-generic',
    'attack-reputation-scanner',
    'CWE-444',
    'CWE-436',
    'CWE-770',
    'CWE-20',
  ])
    expect(INJECTION_TAGS.has(tag)).toBe(false);
});
