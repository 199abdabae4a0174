import { describe, expect, test } from 'vitest';

import { parseWrkResult, wrkCommand, wrkScript } from './wrk.ts';

const line = 'RESULT {"requests":3000,"durationUs":1500000,"p50Us":1200.0,"p99Us":4500.5,"errors":2}';

describe("wrk's result", () => {
  test('is converted to requests a second and milliseconds', () => {
    expect(parseWrkResult(`Running 1s test\n${line}\n`)).toEqual({
      requests: 3000,
      requestsPerSecond: 2000,
      p50Ms: 1.2,
      p99Ms: 4.5005,
      errors: 2,
    });
  });

  test('of a run without time has no rate instead of an infinite one', () => {
    expect(parseWrkResult(line.replace('1500000', '0')).requestsPerSecond).toBe(0);
  });

  test.each(['', 'unable to connect to 127.0.0.1:1 Connection refused'])('is missed where wrk printed %j', (output) => {
    expect(() => parseWrkResult(output, `wrk http://127.0.0.1\n${output}`)).toThrow(
      `wrk printed no result:\nwrk http://127.0.0.1\n${output}`,
    );
  });
});

describe("wrk's script", () => {
  test('repeats method, fields and body', () => {
    const script = wrkScript({ method: 'POST', headers: { 'X-Api-Key': 'k' }, body: '{"a":1}' });
    expect(script).toContain('wrk.method = "POST"');
    expect(script).toContain('wrk.headers["X-Api-Key"] = "k"');
    expect(script).toContain(String.raw`wrk.body = "{\034a\034:1}"`);
  });

  test.each([
    ['"', '034'],
    ['\\', '092'],
    ['\n', '010'],
    ['\0', '000'],
    ['é', String.raw`195\169`],
  ])('holds %j without ending the literal', (body, escaped) => {
    expect(wrkScript({ method: 'POST', headers: {}, body })).toContain(`wrk.body = "\\${escaped}"\n`);
  });
});

test('wrk runs on its own core where there is one', () => {
  const options = { url: 'http://127.0.0.1:1/', seconds: 3, connections: 8, script: 's.lua' };
  expect(wrkCommand({ ...options, core: 0 }).slice(0, 4)).toEqual(['taskset', '-c', '0', 'wrk']);
  expect(wrkCommand({ ...options, core: null })).toEqual('wrk -t 1 -c 8 -d 3s --timeout 10s -s s.lua http://127.0.0.1:1/'.split(' '));
});
