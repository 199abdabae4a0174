import { CREDENTIAL_KINDS, type CredentialKind, type Principal } from '@airside/domain';
import type { Authentication, Authenticator } from '@airside/identity';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import { type AcceptedKind, type Alternative, type Judgement, judgeFirstShown } from './judgement.ts';
import { single } from './single.ts';
import { together } from './together.ts';

/** What a request shows of one kind. */
type Shown =
  | { readonly outcome: 'absent' | 'refused' | 'unavailable' }
  | { readonly outcome: 'accepted'; readonly consumer: string | null };
type Entry = CredentialKind | { readonly all: readonly CredentialKind[]; readonly consumers: 'same' | 'any' };

const kind = fc.constantFrom(...CREDENTIAL_KINDS);
const entry: fc.Arbitrary<Entry> = fc.oneof(
  kind,
  fc.record({ all: fc.uniqueArray(kind, { minLength: 2, maxLength: 3 }), consumers: fc.constantFrom('same', 'any') }),
);
const shown: fc.Arbitrary<Shown> = fc.oneof(
  fc.record({ outcome: fc.constantFrom('absent', 'refused', 'unavailable') }),
  fc.record({ outcome: fc.constant('accepted'), consumer: fc.constantFrom('acme', 'globex', null) }),
);
const wallet = fc.record(Object.fromEntries(CREDENTIAL_KINDS.map((name) => [name, shown])) as Record<CredentialKind, fc.Arbitrary<Shown>>);

test('the decision is that of the rule as it is written, for all lists and all requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), wallet, fc.func(fc.boolean()), async (accept, carried, isSlow) => {
      const alternatives = alternativesOf(accept, carried, isSlow);
      const judgement = await judgeFirstShown(alternatives, REQUEST);
      expect(described(judgement)).toEqual(reference(accept, carried));
    }),
    { numRuns: 1000 },
  );
});

test('credentials that are needed after one that does not verify are not looked at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...CREDENTIAL_KINDS], { minLength: 2 }), fc.nat(), async (kinds, position) => {
      const bad = position % kinds.length;
      const asked: string[] = [];
      const note = (name: string): boolean => {
        asked.push(name);
        return false;
      };
      const members = kinds.map((name, index) =>
        memberOf(name, index === bad ? { outcome: 'refused' } : { outcome: 'accepted', consumer: null }, note),
      );
      await together(members, 'same').judge(REQUEST);
      expect(asked).toEqual(kinds.slice(0, bad + 1));
    }),
  );
});

test('the first of several is the caller, the others stand beside it, and the same ones are the same object each time', async () => {
  const carried = { apiKey: { outcome: 'accepted', consumer: 'acme' }, jwt: { outcome: 'accepted', consumer: null } } as const;
  const members = [memberOf('jwt', carried.jwt), memberOf('apiKey', carried.apiKey)];
  const first = await together(members, 'same').judge(REQUEST);
  const second = await together(members, 'same').judge(REQUEST);
  if (first.outcome !== 'accepted' || second.outcome !== 'accepted') throw new Error('expected both to be accepted');
  expect(first.principal).toMatchObject({ kind: 'jwt', consumer: null, beside: [{ kind: 'apiKey', consumer: 'acme' }] });
  expect(second.principal).toBe(first.principal);
  expect(Object.isFrozen(first.principal) && Object.isFrozen(first.principal.beside)).toBe(true);
});

/** The rule, as plainly as it can be said. */
function reference(accept: readonly Entry[], carried: Readonly<Record<CredentialKind, Shown>>): unknown {
  for (const item of accept) {
    const { all, consumers } = typeof item === 'string' ? { all: [item], consumers: 'any' } : item;
    const wanted = all.map((name) => carried[name]);
    if (wanted.some(({ outcome }) => outcome === 'absent')) continue;
    const failing = wanted.find(({ outcome }) => outcome !== 'accepted');
    if (failing !== undefined) return failing.outcome === 'refused' ? 'credential-invalid' : 'overloaded';
    const named = new Set(wanted.flatMap((one) => ('consumer' in one && one.consumer !== null ? [one.consumer] : [])));
    return consumers === 'same' && named.size > 1 ? 'credential-invalid' : { all };
  }
  return 'absent';
}

function described(judgement: Judgement): unknown {
  if (judgement.outcome === 'absent') return 'absent';
  if (judgement.outcome === 'refused') return judgement.refusal.problem;
  const { principal, verified } = judgement;
  const principals = [principal, ...(principal.beside ?? [])];
  expect(verified.map(({ authenticator }) => authenticator.kind)).toEqual(principals.map((one) => one.kind));
  return { all: principals.map((one) => one.kind) };
}

function alternativesOf(
  accept: readonly Entry[],
  carried: Readonly<Record<CredentialKind, Shown>>,
  isSlow: (name: string) => boolean,
): Alternative[] {
  const member = (name: CredentialKind) => memberOf(name, carried[name], isSlow);
  return accept.map((item) => (typeof item === 'string' ? single(member(item)) : together(item.all.map(member), item.consumers)));
}

function memberOf(name: CredentialKind, what: Shown, isSlow: (name: string) => boolean = () => false): AcceptedKind {
  const answer = authenticationOf(name, what);
  const authenticator: Authenticator = {
    kind: name,
    challenge: name,
    headers: [`x-${name}`],
    isPresented: () => what.outcome !== 'absent',
    authenticate: () => (isSlow(name) ? Promise.resolve(answer) : answer),
  };
  return { authenticator, attempt: (request) => authenticator.authenticate(request) };
}

function authenticationOf(name: CredentialKind, what: Shown): Authentication {
  switch (what.outcome) {
    case 'absent':
      return { outcome: 'absent' };
    case 'accepted': {
      const principal: Principal = { kind: name, subject: name, consumer: what.consumer, credential: null, scopes: [] };
      return { outcome: 'accepted', principal };
    }
    default:
      return { outcome: what.outcome, reason: name };
  }
}

const REQUEST = {} as PolicyRequest;
