import { createServer } from 'node:http';

import type { Exchange } from '@airside/domain';
import { createIdentitySigner, generateIdentityKey } from '@airside/identity';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { closeServer, listenAnywhere, startUpstream, type Upstream } from '../../test/house.ts';
import { openWire, statuses, type Wire } from '../../test/wire.ts';
import { openUpstreamGroup } from '../proxy/upstream-group.ts';
import { Router } from '../route/router.ts';
import type { CompiledApi, Snapshot } from '../snapshot/compiled.ts';
import { SharedResources } from '../snapshot/leases.ts';
import { handle } from './handle.ts';
import { Pipeline } from './pipeline.ts';
import type { Judge } from './policy.ts';
import type { Tap } from './tap.ts';
import { Transaction } from './transaction.ts';

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

interface Scene {
  readonly wire: Wire;
  readonly upstream: Upstream;
  readonly snapshot: Snapshot;
  readonly errors: unknown[];
  /** Resolves with the next exchange. */
  readonly exchange: Promise<Exchange>;
}

/** A request to an API whose only policy is the judge. */
async function call(head: Judge, tap?: () => Tap): Promise<Scene> {
  const upstream = await startUpstream();
  const leases = new SharedResources().lease();
  const operation = {
    operation: undefined,
    pipeline: new Pipeline([{ policy: 'judge', checkpoint: 'access', head, ...(tap && { tap }) }]),
  };
  const api: CompiledApi = {
    id: 'a',
    upstreams: openUpstreamGroup([upstream.url], 1000, leases),
    preserveHost: false,
    identityTerms: { audience: 'a' },
    responseTimeoutMs: 1000,
    idleTimeoutMs: 1000,
    operations: [operation],
    match: () => ({ kind: 'matched', operation, parameters: {} }),
    unknown: operation,
  };
  const snapshot: Snapshot = {
    gateway: { maxHeaders: 100, maxTargetBytes: 1000 } as Snapshot['gateway'],
    router: new Router([{ host: undefined, path: '/', value: api }]),
    own: new Router([]),
    apiCount: 1,
    clientAddress: (peer) => peer,
    isTrustedProxy: () => false,
    clientTrusts: { listeners: [], forwarded: undefined },
    countryOf: undefined,
    inFlight: 0,
    release: () => leases.release(),
  };
  const errors: unknown[] = [];
  const signer = createIdentitySigner({ key: await generateIdentityKey(), issuer: 'airside', lifetimeMs: 60_000 });
  let recorded: (exchange: Exchange) => void = () => undefined;
  const exchange = new Promise<Exchange>((resolve) => (recorded = resolve));
  const own = { unreadiness: () => [], degradations: () => [], jwks: {} };
  const services = { own, signer, onExchange: recorded, onError: (error: unknown) => void errors.push(error) };
  const server = createServer((request, response) => handle(new Transaction(request, response, false), snapshot, services));
  const url = await listenAnywhere(server);
  const wire = await openWire(Number(new URL(url).port));
  running.push(
    () => upstream.close(),
    () => snapshot.release(),
    () => closeServer(server),
    () => void wire.socket.destroy(),
  );
  wire.write('GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
  return { wire, upstream, snapshot, errors, exchange };
}

describe('a policy that fails', () => {
  const fail = (): never => {
    throw new Error('with a secret in it');
  };

  test.each([
    ['at once', fail],
    ['later', async () => fail()],
  ])('%s lets nothing pass: 500, the connection closed, nothing told', async (_when, judge) => {
    const { wire, upstream, errors, exchange, snapshot } = await call(judge);
    await wire.closed;
    expect(statuses(wire.text)).toEqual([500]);
    expect(wire.text).not.toContain('secret');
    expect(errors).toHaveLength(1);
    expect(await exchange).toMatchObject({ problem: 'internal-error', status: 500 });
    expect(upstream.seen).toEqual([]);
    expect(snapshot.inFlight).toBe(0);
  });
});

describe('a client that goes away while a policy waits', () => {
  test.each([
    ['passes', undefined],
    ['refuses', { problem: 'consumer-refused', reason: 'no' } as const],
  ])('is recorded as gone and nothing is sent on, when the policy then %s', async (_what, verdict) => {
    let decide: () => void = () => undefined;
    let asked: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const scene = call(() => {
      asked();
      return new Promise((resolve) => (decide = () => resolve(verdict)));
    });
    const { wire, upstream, exchange, snapshot, errors } = await scene;
    await waiting;
    wire.socket.resetAndDestroy();
    expect(await exchange).toMatchObject({ status: 499, upstream: null, problem: null });
    decide();
    await new Promise((resolve) => setImmediate(resolve));
    expect(upstream.seen).toEqual([]);
    expect(errors).toEqual([]);
    expect(snapshot.inFlight).toBe(0);
  });

  test('leaves no unhandled rejection, when the policy then fails', async () => {
    let failLater: () => void = () => undefined;
    let asked: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const { wire, exchange, errors } = await call(() => {
      asked();
      return new Promise((_resolve, reject) => (failLater = () => reject(new Error('late'))));
    });
    await waiting;
    wire.socket.resetAndDestroy();
    await exchange;
    failLater();
    await new Promise((resolve) => setImmediate(resolve));
    expect(errors).toHaveLength(1);
  });
});

test('a record that cannot be made is told of, and disturbs nothing', async () => {
  const nothing = () => undefined;
  const request = () => {
    throw new Error('no record');
  };
  const { wire, errors } = await call(nothing, () => ({
    requestData: nothing,
    responseHead: nothing,
    responseData: nothing,
    request,
    response: nothing,
  }));
  await wire.until('{"ok":true}');
  await vi.waitFor(() => expect(errors).toHaveLength(1));
});

test('an asynchronous policy that passes lets the request through', async () => {
  const { wire, upstream } = await call(() => new Promise((resolve) => setImmediate(() => resolve(undefined))));
  await wire.until('{"ok":true}');
  expect(upstream.seen).toHaveLength(1);
});
