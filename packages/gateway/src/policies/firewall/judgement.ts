import type { Transaction } from '@airside/seclang';

const MOST_RULES_NAMED = 20;
const LONGEST_MESSAGE = 160;
/** Where rules keep their sum: Airside's own, the Core Rule Set in version 4 and in version 3.3. */
const SCORES = ['api_score', 'blocking_inbound_anomaly_score', 'anomaly_score'];

/** What rules had to say of a request. */
export interface Judgement {
  /** A rule asked to stop it. */
  readonly blocked: boolean;
  /** The score of the request; 0 for rules that do not count. */
  readonly score: number;
  /** The rules that matched and are logged, each once, in the order in which they matched. */
  readonly rules: readonly { readonly id: number; readonly message: string }[];
}

/** What the rules of a transaction have said so far. Messages are as written, so that nothing of the request is in them. */
export function judgementOf(transaction: Transaction): Judgement {
  const rules = new Map<number, string>();
  for (const { id, log, rule } of transaction.matchedRules) if (log) rules.set(id, withoutMacros(rule.msg));
  const { interruption } = transaction;
  if (interruption !== undefined && interruption.ruleId !== 0 && !rules.has(interruption.ruleId)) rules.set(interruption.ruleId, '');
  return {
    blocked: interruption !== undefined,
    score: scoreOf(transaction),
    rules: [...rules].map(([id, message]) => ({ id, message })),
  };
}

/** A judgement in one line, for the record: `score 5: 942100 SQL Injection Attack; 949110 Inbound Anomaly Score Exceeded`. */
export function judgementText({ score, rules }: Judgement): string {
  const named = rules.slice(0, MOST_RULES_NAMED).map(({ id, message }) => `${id} ${message}`.trimEnd());
  if (rules.length > named.length) named.push(`and ${rules.length - named.length} more rules`);
  return `${score === 0 ? '' : `score ${score}: `}${named.join('; ')}`;
}

/** The score of a request so far. */
export function scoreOf({ state }: Transaction): number {
  const written = SCORES.map((name) => state.tx.get(name)).find((value) => value !== undefined);
  const score = Number(written ?? 0);
  return Number.isSafeInteger(score) && score > 0 ? score : 0;
}

function withoutMacros(message: string): string {
  return message
    .slice(0, LONGEST_MESSAGE)
    .replaceAll(/ *\([^()]*%\{[^()]*\)/g, '')
    .replaceAll(/%\{[^{}]*\}?/g, '…');
}
