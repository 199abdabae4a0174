import { createAttemptMemory, loadConfigurationText, policies } from '@airside/gateway';
import { type CredentialRequest, createDirectory, hashApiKey } from '@airside/identity';

import { API_KEY } from '../directory.ts';
import { requestWith } from '../request.ts';
import { createTokenMaker } from '../tokens.ts';
import type { BenchCase } from './case.ts';

const maker = createTokenMaker('ES256');

const CONFIGURATION = `
issuers: { idp: { issuer: '${maker.issuer.issuer}', jwks: keys.json, audience: ['https://api.example.com'] } }
consumers:
  consumer7: { apiKeys: [{ id: first, sha256: ${hashApiKey(API_KEY)} }], clients: [{ issuer: idp, clientId: consumer7 }] }
apis: { orders: { upstreams: ['http://127.0.0.1:1'] } }
`;

const policyCase = (id: string, title: string, fields: Readonly<Record<string, string>>): BenchCase => ({
  id,
  title,
  async prepare() {
    const judge = await authenticationJudge();
    const request = asPolicyRequest(requestWith(fields));
    const refusal = await judge(request);
    if (refusal !== undefined) throw new Error(`${id}: expected the policy to let the request pass, found ${JSON.stringify(refusal)}`);
    return { batch: 1000, call: () => judge(request) };
  },
});

/** The checkpoint as a whole, with all kinds of credential accepted: those that are absent are looked for, too. */
export const policyCases: readonly BenchCase[] = [
  policyCase('policy-api-key', 'the whole authentication policy, API key', { 'X-Api-Key': API_KEY }),
  policyCase('policy-jwt-cached', 'the whole authentication policy, access token that was verified before', {
    Authorization: `Bearer ${maker.make()}`,
  }),
];

type Compile = typeof policies.authentication.compile;
type Context = Parameters<Compile>[1];
type Judge = NonNullable<NonNullable<ReturnType<ReturnType<Compile>>>['head']>;

async function authenticationJudge(): Promise<Judge> {
  const { configuration } = await loadConfigurationText(CONFIGURATION, '/bench/airside.yaml');
  const api = configuration?.apis['orders'];
  if (configuration === undefined || api === undefined) throw new Error('expected the configuration of the benchmark to be sound');
  const memo = new Map<string, unknown>();
  // What authentication asks of its surroundings, of which there are many more.
  const context = {
    apiId: 'orders',
    api,
    configuration,
    services: { directory: createDirectory(directoryOf()), keySet: () => maker.issuer.keys, attempts: createAttemptMemory() },
    once: (key: string, build: () => unknown) => {
      if (!memo.has(key)) memo.set(key, build());
      return memo.get(key);
    },
    problem: ([name]: readonly PropertyKey[], { message }: { readonly message: string }) => {
      throw new Error(`${String(name)}: ${message}`);
    },
  } as unknown as Context;
  const head = policies.authentication.compile(api.policies.authentication, context)(undefined)?.head;
  if (head === undefined) throw new Error('expected the policy to judge heads');
  return head;
}

function directoryOf() {
  const consumer = { id: 'consumer7', source: 'file', scopes: [], roles: [], groups: [], suspended: false } as const;
  return {
    consumer: [consumer],
    key: [{ id: 'first', source: 'file', consumer: 'consumer7', sha256: hashApiKey(API_KEY) }],
    client: [{ issuer: 'idp', clientId: 'consumer7', source: 'file', consumer: 'consumer7' }],
  } as const;
}

function asPolicyRequest(request: CredentialRequest): Parameters<Judge>[0] {
  const nothing = (): void => undefined;
  return {
    ...request,
    declaredBodyBytes: 0,
    identify: nothing,
    claim: nothing,
    withhold: nothing,
    addResponseHeader: nothing,
  } as unknown as Parameters<Judge>[0];
}
