import { ANONYMOUS, type Verdict } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { Pipeline, type Stage } from './pipeline.ts';
import type { PolicyRequest, Refusal } from './policy.ts';

const NO: Refusal = { problem: 'consumer-refused', reason: 'no' };

function requestOf(declaredBodyBytes: number | undefined): PolicyRequest {
  return {
    id: '1',
    method: 'POST',
    protocol: 'HTTP/1.1',
    target: '/',
    rawHeaders: [],
    path: '/',
    query: '',
    clientAddress: '192.0.2.1',
    scheme: 'http',
    authority: 'api.example.com',
    certificate: undefined,
    country: undefined,
    time: 0,
    parameters: {},
    principal: ANONYMOUS,
    declaredBodyBytes,
    body: new Uint8Array(),
    header: () => undefined,
    identify: () => undefined,
    claim: () => undefined,
    limitBody: () => undefined,
    addResponseHeader: () => undefined,
    withhold: () => undefined,
    replaceBody: () => undefined,
    replaceQuery: () => undefined,
    report: () => undefined,
    recordFirewall: () => undefined,
    recordUninspectedResponse: () => undefined,
  };
}

async function run(
  stages: readonly Stage[],
  { body = 0, readBody = async () => undefined }: { body?: number | 'chunks'; readBody?: () => Promise<Refusal | undefined> } = {},
) {
  const verdicts: Verdict[] = [];
  let bodiesRead = 0;
  const result = new Pipeline(stages).run(
    requestOf(body === 'chunks' ? undefined : body),
    { push: (verdict) => void verdicts.push(verdict) },
    () => {
      bodiesRead++;
      return readBody();
    },
  );
  const synchronous = !(result instanceof Promise);
  return { refusal: await result, said: verdicts.map(({ policy, outcome }) => `${policy} ${outcome}`), verdicts, bodiesRead, synchronous };
}

const pass = (policy: string, checkpoint: Stage['checkpoint']): Stage => ({ policy, checkpoint, head: () => undefined });

describe('policies', () => {
  test('run in the order of the checkpoints, however they are listed, and in their own order within one', async () => {
    const { said, refusal, synchronous } = await run([
      pass('contract', 'contract'),
      pass('size', 'allowance'),
      pass('rate', 'allowance'),
      pass('addresses', 'connection'),
      pass('access', 'access'),
      pass('authentication', 'identity'),
    ]);
    expect(said).toEqual(['addresses pass', 'authentication pass', 'access pass', 'size pass', 'rate pass', 'contract pass']);
    expect(refusal).toBeUndefined();
    expect(synchronous).toBe(true);
  });

  test('keep their order where some are asynchronous', async () => {
    const slow: Stage = {
      policy: 'slow',
      checkpoint: 'identity',
      head: () => new Promise((resolve) => setImmediate(() => resolve(undefined))),
    };
    const { said } = await run([pass('access', 'access'), slow, pass('addresses', 'connection')]);
    expect(said).toEqual(['addresses pass', 'slow pass', 'access pass']);
  });

  test.each([
    ['at once', () => NO],
    ['later', async () => NO],
  ])('after one that refuses %s do not run, and no body is read', async (_when, head) => {
    const { said, refusal, bodiesRead, verdicts } = await run(
      [
        { policy: 'refusing', checkpoint: 'access', head },
        pass('late', 'allowance'),
        { policy: 'body', checkpoint: 'contract', body: { wanted: () => true, judge: () => undefined } },
      ],
      { body: 5 },
    );
    expect(refusal).toBe(NO);
    expect(said).toEqual(['refusing refuse']);
    expect(verdicts[0]?.reason).toBe('no');
    expect(bodiesRead).toBe(0);
  });

  test('that throw or reject let nothing pass', async () => {
    const fail = () => {
      throw new Error('broken');
    };
    const slow: Stage = { policy: 'slow', checkpoint: 'connection', head: async () => undefined };
    await expect(run([{ policy: 'broken', checkpoint: 'access', head: fail }])).rejects.toThrow('broken');
    await expect(run([{ policy: 'broken', checkpoint: 'access', head: async () => fail() }])).rejects.toThrow('broken');
    await expect(run([slow, { policy: 'broken', checkpoint: 'access', head: fail }])).rejects.toThrow('broken');
    await expect(
      run([{ policy: 'broken', checkpoint: 'contract', body: { wanted: () => true, judge: fail } }], { body: 5 }),
    ).rejects.toThrow('broken');
  });
});

describe('a body', () => {
  const judge: Stage = { policy: 'judge', checkpoint: 'contract', body: { wanted: () => true, judge: () => NO } };

  test.each([5, 'chunks'] as const)('of declared size %s is read once for all who want it, after every head passed', async (body) => {
    const other: Stage = { policy: 'other', checkpoint: 'firewall', body: { wanted: () => true, judge: () => undefined } };
    const { said, bodiesRead } = await run([judge, other, pass('access', 'access')], { body });
    expect(bodiesRead).toBe(1);
    expect(said).toEqual(['access pass', 'judge refuse']);
  });

  test('that is not there, or that nobody wants, is not read', async () => {
    expect((await run([judge], { body: 0 })).bodiesRead).toBe(0);
    const unwilling: Stage = { policy: 'judge', checkpoint: 'contract', body: { wanted: () => false, judge: () => NO } };
    expect(await run([unwilling], { body: 5 })).toMatchObject({ bodiesRead: 0, refusal: undefined });
  });

  test('that does not arrive whole is never judged', async () => {
    const gone: Refusal = { problem: 'request-timeout', reason: 'gone' };
    const { refusal, said } = await run([judge], { body: 5, readBody: async () => gone });
    expect(refusal).toBe(gone);
    expect(said).toEqual([]);
  });
});
