import { unknownName } from '@airside/domain';
import type { Transaction } from '@airside/seclang';

import { type ApiContext, definePolicy, type Judge, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { bodyTooLarge } from '../../pipeline/refusals.ts';
import { operationToken } from './exclusion-rules.ts';
import { isInspectedType } from './inspected-body.ts';
import { beginInspection } from './inspection.ts';
import { judgementOf, judgementText } from './judgement.ts';
import { type KnownValues, knownValues } from './known-values.ts';
import { type FirewallOptions, firewallMode, firewallOptions, namesRules } from './options.ts';

const ENCODED: Refusal = {
  problem: 'media-type-unsupported',
  reason: 'encoded body cannot be inspected',
  detail: 'Send the body without Content-Encoding.',
};

/**
 * Whether SecLang rules find an attack in the request: phase 1 with its head; phase 2 with its body, or at once where there is none or it is
 * of a type that is not inspected. The phases of the response are not run.
 */
export const firewall = definePolicy({
  checkpoint: 'firewall',
  options: firewallOptions,
  compile(options, context) {
    const mode = firewallMode(options);
    if (mode === 'off') return () => undefined;
    reportMistakes(options, context);
    const { ruleEngine } = context;
    if (ruleEngine === undefined) {
      // Without its rules the firewall would let everything pass.
      if (namesRules(options)) context.problem([], { message: 'the rules cannot be applied, because they were not loaded' });
      return () => undefined;
    }
    const { maxInspectedBody } = options;
    const refusesOversized = mode === 'block' && options.oversized === 'refuse';

    const settle = (request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined => {
      if (refusal === undefined || mode === 'block') return refusal;
      request.report(refusal.reason);
      return undefined;
    };

    return (operation) => {
      let known: KnownValues | undefined;
      const token = operation === undefined ? '' : operationToken(operation.id);
      const waiting = new WeakMap<PolicyRequest, Transaction>();

      const head: Judge = (request) => {
        // When the first request comes: a large definition has many operations that nobody calls.
        known ??= knownValues(context, operation);
        const transaction = beginInspection(ruleEngine, request, token, known);
        if (transaction.requestHeaders() !== undefined) return settle(request, refusalOf(transaction));
        if (request.declaredBodyBytes === 0 || !isInspectedType(request.header('content-type'))) {
          transaction.requestBody();
          return settle(request, refusalOf(transaction));
        }
        if (isEncoded(request)) return settle(request, ENCODED);
        if (refusesOversized) {
          if ((request.declaredBodyBytes ?? 0) > maxInspectedBody) return bodyTooLarge(maxInspectedBody);
          request.limitBody(maxInspectedBody);
        }
        waiting.set(request, transaction);
        return undefined;
      };

      const judgeBody: Judge = (request) => {
        const transaction = waiting.get(request);
        // One byte past the limit tells the engine that there is more.
        transaction?.requestBody(request.body.subarray(0, maxInspectedBody + 1));
        return transaction === undefined ? undefined : settle(request, refusalOf(transaction));
      };

      return {
        head,
        body: {
          wanted: (request) => waiting.has(request),
          judge: judgeBody,
          ...(!refusesOversized && { startBytes: maxInspectedBody + 1 }),
        },
      };
    };
  },
});

function refusalOf(transaction: Transaction): Refusal | undefined {
  const judgement = judgementOf(transaction);
  return judgement.blocked ? { problem: 'firewall-blocked', reason: judgementText(judgement) } : undefined;
}

function isEncoded(request: PolicyRequest): boolean {
  const coding = request.header('content-encoding');
  return coding !== undefined && coding.trim().toLowerCase() !== 'identity';
}

/** What only shows once the options are seen together with the API. */
function reportMistakes(options: FirewallOptions, { definition, problem }: ApiContext): void {
  if (!namesRules(options)) {
    problem(['mode'], { message: 'there are no rules to apply', expected: '`crs` or `rules`', hint: 'name rules, or say `mode: off`' });
  }
  const known = definition?.operations.map(({ id }) => id) ?? [];
  for (const [index, { operations }] of options.exclude.entries()) {
    for (const [place, operation] of operations.entries()) {
      if (known.includes(operation)) continue;
      problem(['exclude', index, 'operations', place], unknownName('operation', operation, known, 'the definition'));
    }
  }
}
