import type { Transaction } from '@airside/seclang';

import { definePolicy, type Judge, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { bodyTooLarge } from '../../pipeline/refusals.ts';
import { secretFieldsOf } from '../../record/secret-fields.ts';
import { auditWriter } from './audit.ts';
import { findingsOf, severitiesOf } from './findings.ts';
import { isInspectedType } from './inspected-body.ts';
import { beginInspection, transactionOptions } from './inspection.ts';
import { judgementOf, judgementText } from './judgement.ts';
import { type KnownValues, knownValues } from './known-values.ts';
import { reportMistakes } from './mistakes.ts';
import { exclusionsByOperation } from './operation-exclusions.ts';
import { firewallOptions } from './options.ts';
import { responseJudges } from './response-judges.ts';

const ENCODED: Refusal = {
  problem: 'media-type-unsupported',
  reason: 'encoded body cannot be inspected',
  detail: 'Send the body without Content-Encoding.',
};

/**
 * Whether SecLang rules find an attack: phase 1 with the head of the request; phase 2 with its body, or at once where there is none or it is
 * of a type that is not inspected; phases 3 and 4 with the response, where the options ask for it; phase 5 when the exchange has ended.
 */
export const firewall = definePolicy({
  checkpoint: 'firewall',
  options: firewallOptions,
  compile(options, context) {
    const { mode, maxInspectedBody, auditLog } = options;
    if (mode === 'off') return () => undefined;
    reportMistakes(options, context);
    const { ruleEngine } = context;
    if (ruleEngine === undefined) {
      // Without its rules the firewall would let everything pass.
      context.problem([], { message: 'the rules cannot be applied, because they were not loaded' });
      return () => undefined;
    }
    const common = transactionOptions(options);
    const exclusionsFor = exclusionsByOperation(ruleEngine.ruleSet, options.exclude);
    const audit =
      auditLog && auditWriter(auditLog, context.services.appendLog(auditLog.file), secretFieldsOf(context.api, context.definition));
    const refusesOversized = mode === 'block' && options.oversized === 'refuse';

    const settle = (request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined => {
      if (refusal === undefined || mode === 'block') return refusal;
      request.report(refusal.reason);
      return undefined;
    };

    return (operation) => {
      const exclusions = exclusionsFor(operation?.id);
      const transactionOf = exclusions === undefined ? common : { ...common, exclusions };
      let known: KnownValues | undefined;
      const inspections = new WeakMap<PolicyRequest, Transaction>();
      const waiting = new WeakSet<PolicyRequest>();

      const head: Judge = (request) => {
        // When the first request comes: a large definition has many operations that nobody calls.
        known ??= knownValues(context, operation);
        const transaction = beginInspection(ruleEngine, request, { ...transactionOf, ...known });
        inspections.set(request, transaction);
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
        waiting.add(request);
        return undefined;
      };

      const judgeBody: Judge = (request) => {
        const transaction = inspections.get(request);
        // One byte past the limit tells the engine that there is more.
        transaction?.requestBody(request.body.subarray(0, maxInspectedBody + 1));
        return transaction === undefined ? undefined : settle(request, refusalOf(transaction));
      };

      return {
        observes: mode === 'detect',
        head,
        body: {
          wanted: (request) => waiting.has(request),
          judge: judgeBody,
          ...(!refusesOversized && { startBytes: maxInspectedBody + 1 }),
        },
        ...(options.responses !== 'off' && { response: responseJudges(options, (request) => inspections.get(request), settle) }),
        ended: (request) => {
          const transaction = inspections.get(request);
          if (transaction === undefined) return;
          transaction.logging();
          request.recordFirewall(findingsOf(transaction), severitiesOf(transaction));
          audit?.(transaction, request);
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
