import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { Verdict } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { ResponseGate } from '../proxy/response-gate.ts';
import type { Hold, Refusal, ResponseJudges } from './policy.ts';
import { ResponsePipeline } from './response-pipeline.ts';
import { Transaction } from './transaction.ts';

const NO: Refusal = { problem: 'firewall-response-blocked', reason: 'no' };

/** A gate before policies, and what has become of the response so far. */
function gateOf(...policies: readonly ResponseJudges[]) {
  const request = new IncomingMessage(new Socket());
  const transaction = new Transaction(request, new ServerResponse(request), false);
  const stages = policies.map((response, index) => ({ policy: `p${index}`, checkpoint: 'firewall' as const, response }));
  const events: string[] = [];
  const gate = new ResponseGate(transaction, new ResponsePipeline(stages), {
    pass: (held) => void events.push(`pass ${Buffer.from(held).toString()}`),
    refuse: ({ reason }, isComplete) => void events.push(`refuse ${reason}${isComplete ? ', complete' : ''}`),
    onFault: (error) => void events.push(`fault ${(error as Error).message}`),
  });
  return { gate, events, verdicts: transaction.verdicts };
}

const holding = (hold: Hold, more: Partial<NonNullable<ResponseJudges['body']>> = {}): ResponseJudges => ({
  body: { hold: () => hold, judge: () => undefined, missed: () => undefined, ...more },
});
const fail = () => {
  throw new Error('broken');
};
const LONG = { bytes: 10, ms: 60_000 };
const outcomes = (verdicts: readonly Verdict[]) => verdicts.map(({ policy, outcome }) => `${policy} ${outcome}`);

describe('a policy that fails refuses the response', () => {
  test.each<[string, ResponseJudges]>([
    ['at the head', { head: fail }],
    ['when it is asked whether to hold', holding(LONG, { hold: fail })],
    ['at the body', holding(LONG, { judge: fail })],
    ['when it is told of a body that is too long', holding({ ...LONG, bytes: 1 }, { missed: fail })],
  ])('%s', (_name, policy) => {
    const { gate, events } = gateOf(policy);
    gate.begin(200, []);
    gate.take(Buffer.from('abc'));
    gate.end();
    expect(events).toEqual(['fault broken', expect.stringMatching(/^refuse unexpected failure/)]);
    expect(gate.isRefused).toBe(true);
  });
});

test('the first refusal ends the judging, and leaves its verdict', () => {
  const { gate, events, verdicts } = gateOf({ head: () => undefined }, { head: () => NO }, { head: fail });
  gate.begin(200, []);
  expect(events).toEqual(['refuse no']);
  expect(outcomes(verdicts)).toEqual(['p0 pass', 'p1 refuse']);
});

test('a body is held for each policy as far as it says, and judged by those that still hold it', () => {
  const judged: string[] = [];
  const judge = (name: string): Partial<NonNullable<ResponseJudges['body']>> => ({
    judge: (_request, { body }) => void judged.push(`${name} ${Buffer.from(body).toString()}`),
    missed: (_request, reason) => void judged.push(`${name} ${reason}`),
  });
  const passed = ['abcd', 'abcde', 'abcdefghijk'].flatMap((text) => {
    const { gate, events } = gateOf(holding(LONG, judge('one')), { head: () => undefined }, holding({ ...LONG, bytes: 4 }, judge('two')));
    gate.begin(200, []);
    gate.take(Buffer.from(text));
    gate.end();
    return events;
  });
  expect(judged).toEqual(['one abcd', 'two abcd', 'two too-large', 'one abcde', 'one too-large', 'two too-large']);
  expect(passed).toEqual(['pass abcd', 'pass abcde', 'pass abcdefghijk']);
});

test('who changes a body is asked after all who look at it, and those after it see what it made', () => {
  const seen: string[] = [];
  const changing = (name: string): ResponseJudges =>
    holding(LONG, {
      changes: true,
      judge: (_request, response) => {
        seen.push(`${name} ${Buffer.from(response.body).toString()} ${response.header('content-encoding')}`);
        response.replaceBody(Buffer.from(`${name}!`));
        return undefined;
      },
    });
  const looking = holding(LONG, { judge: (_request, { body }) => void seen.push(`look ${Buffer.from(body).toString()}`) });
  const { gate, events } = gateOf(changing('a'), changing('b'), looking);
  gate.begin(200, ['Content-Encoding', 'gzip']);
  gate.take(Buffer.from('x'));
  gate.end();
  expect(seen).toEqual(['look x', 'a x gzip', 'b a! undefined']);
  expect(events).toEqual(['pass b!']);
});

test('what was refused before its end takes nothing more in and passes nothing on', () => {
  const { gate, events } = gateOf(holding({ ...LONG, bytes: 2 }, { missed: () => NO }));
  gate.begin(200, []);
  expect([gate.take(Buffer.from('ab')), gate.take(Buffer.from('cd')), gate.take(Buffer.from('ef'))]).toEqual([true, true, true]);
  gate.end();
  expect(events).toEqual(['refuse no']);
});

test('a hold that was dropped comes to nothing, however late its time is up', () => {
  const { gate, events } = gateOf(holding(LONG));
  gate.begin(200, []);
  gate.take(Buffer.from('ab'));
  gate.drop();
  gate.end();
  expect(events).toEqual([]);
});
