import { describe, expect, test } from 'vitest';

import { engineOf, problems, run } from './exchange.ts';

const COUNTER = `
SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{remote_addr},setvar:ip.hits=+1,expirevar:ip.hits=60"
SecRule IP:hits "@ge 3" "id:2,phase:1,pass"`;

function hits(times: readonly number[], address = '192.0.2.7'): number[] {
  const engine = engineOf(`SecCollectionTimeout 600\n${COUNTER}`);
  return times.flatMap((atMs, index) => (run(engine, { clientAddress: address, now: () => atMs }).matchedRules.length > 0 ? [index] : []));
}

describe('a persistent collection', () => {
  test('keeps its variables between transactions', () => {
    expect(hits([1000, 2000, 3000, 4000])).toEqual([2, 3]);
  });

  test('forgets a variable when it expires', () => {
    expect(hits([1000, 2000, 62_000, 63_000, 64_000])).toEqual([4]);
  });

  test('keeps the records of different keys apart', () => {
    const engine = engineOf(COUNTER);
    for (const clientAddress of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(run(engine, { clientAddress }).matchedRules).toEqual([]);
  });

  test('forgets a record that nobody opened for the timeout', () => {
    const engine = engineOf(
      'SecCollectionTimeout 10\nSecAction "id:1,phase:1,pass,nolog,initcol:global=g,setvar:global.n=+1"\nSecRule GLOBAL:n "@eq 2" "id:2,phase:1,pass"',
    );
    expect(run(engine, { now: () => 0 }).matchedRules).toEqual([]);
    expect(run(engine, { now: () => 11_000 }).matchedRules).toEqual([]);
    expect(run(engine, { now: () => 12_000 }).matchedRules).toHaveLength(1);
  });

  test('cannot be written before it is opened', () => {
    expect(
      run(engineOf('SecAction "id:1,phase:1,pass,nolog,setvar:ip.a=1"\nSecRule &IP:a "@eq 1" "id:2,phase:1,pass"')).matchedRules,
    ).toEqual([]);
  });

  test('must be one the engine knows', () => {
    expect(problems('SecAction "id:1,phase:1,pass,initcol:ipp=%{remote_addr}"')[0]).toContain('did you mean IP?');
    expect(problems('SecAction "id:1,phase:1,pass,initcol:ip"')[0]).toContain('initcol takes collection=key');
  });

  test('named by setsid and setuid holds the session and the user', () => {
    const engine = engineOf(`
SecRule REQUEST_COOKIES:sid "@rx ." "id:1,phase:1,pass,nolog,setsid:%{MATCHED_VAR},setvar:session.n=+1"
SecRule SESSION:n "@eq 2" "id:2,phase:1,pass,msg:'%{SESSIONID}'"`);
    expect(run(engine, { headers: { Cookie: 'sid=abc' } }).matchedRules).toEqual([]);
    expect(run(engine, { headers: { Cookie: 'sid=abc' } }).matchedRules[0]?.msg).toBe('abc');
  });
});
