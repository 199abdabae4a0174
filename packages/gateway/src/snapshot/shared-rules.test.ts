import { createDirectory, createProofNonces, createReplayMemory, createReplayStore, createRevokedTokens } from '@airside/identity';
import type { RuleSet } from '@airside/seclang';
import { afterEach, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { createMemoryQuotaCounter } from '../limits/memory-quota-counter.ts';
import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { createAttemptMemory } from '../policies/authentication/brute-force/attempt-memory.ts';
import { createSanctionIndex } from '../sanctions/sanction-index.ts';
import type { LoadedRules } from './bundle.ts';
import { compileSnapshot } from './compile.ts';
import { SharedResources } from './leases.ts';
import { loadConfigurationText } from './load.ts';
import { compileRules } from './rule-files.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const api = (index: number, upstream: string, firewall: string) =>
  `  api${index}: { upstreams: ['${upstream}'], path: /${index}, policies: { authentication: { anonymous: always }, firewall: { ${firewall} } } }\n`;

test('50 APIs that differ in level, threshold, exclusions, sizes and responses compile one rule set', async () => {
  const apis = Array.from({ length: 50 }, (_, index) =>
    api(
      index,
      'http://127.0.0.1:1',
      `paranoia: ${(index % 4) + 1}, threshold: ${index + 1}, maxInspectedBody: ${index + 1}KiB, responses: ${index % 2 === 0 ? 'off' : 'bodies'}, ` +
        `exclude: [{ rules: [${102_010 + (index % 5)}] }, { rules: [102010], parameters: [p${index}] }]`,
    ),
  );
  const { bundle } = await loadConfigurationText(`apis:\n${apis.join('')}`, '/configuration/airside.yaml');
  if (bundle === undefined) throw new Error('the configuration has errors');
  const made: RuleSet[] = [];
  const shared = new SharedResources();
  const { snapshot } = compileSnapshot(bundle, shared, {
    rateLimiter: createMemoryRateLimiter(),
    quotas: createMemoryQuotaCounter(),
    attempts: createAttemptMemory(),
    directory: createDirectory(),
    openKeySet: () => {
      throw new Error('there are no key sets');
    },
    openProvider: () => {
      throw new Error('there are no providers');
    },
    revoked: createRevokedTokens(),
    proofs: { nonces: createProofNonces({ secret: new Uint8Array(32) }), replays: createReplayStore() },
    usedMessages: createReplayMemory(),
    sanctions: createSanctionIndex(),
    openAppendLog: () => {
      throw new Error('there are no logs');
    },
    compileRules: (rules: LoadedRules) => {
      made.push(compileRules(rules));
      return made.at(-1) as RuleSet;
    },
  });
  expect(snapshot?.apiCount).toBe(50);
  expect(made).toHaveLength(1);
  snapshot?.release();
});

test('on a rule set that they share, each API has its own level, threshold, exclusions and sizes', async () => {
  const upstream = await startUpstream();
  const injection = encodeURIComponent("1' UNION SELECT password FROM users-- ");
  const apis = [
    '',
    'threshold: 10000',
    'mode: detect',
    "exclude: [{ tags: ['OWASP_API/API8:2023'], parameters: [q] }]",
    "exclude: [{ rules: ['100000-108999'] }]",
    'exclude: [{ rules: [1] }]',
    'mode: off',
    'paranoia: 4, mode: block',
    'maxInspectedBody: 10B',
  ];
  const house = await startHouse(`apis:\n${apis.map((firewall, index) => api(index, upstream.url, firewall)).join('')}`);
  running.push(upstream, house);
  const statuses = async (query: string) =>
    Promise.all(
      apis.map(async (_, index) => (await house.call(`/${index}/x?${query}`, { headers: { accept: '*/*', 'user-agent': 'test' } })).status),
    );
  expect(await statuses(`q=${injection}`)).toEqual([403, 200, 200, 200, 200, 403, 200, 403, 403]);
  expect(await statuses(`r=${injection}`)).toEqual([403, 200, 200, 403, 200, 403, 200, 403, 403]);
  expect((await statuses('q=1'))[0]).toBe(200);
  const post = async (index: number) =>
    (await house.call(`/${index}/x`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'an honest text' })).status;
  expect(await post(0)).toBe(200);
  expect(await post(8)).toBe(413);
});
