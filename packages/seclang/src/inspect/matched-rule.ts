import type { MatchedVariable } from '../variables/exchange.ts';
import type { RuleFacts } from '../variables/rule-facts.ts';

/** One variable that made a rule match, with the texts the rule reports for it. */
export interface Match extends MatchedVariable {
  readonly msg: string;
  readonly data: string;
}

/** A rule that matched and is reported. */
export interface MatchedRule {
  readonly id: number;
  readonly phase: number;
  readonly msg: string;
  readonly data: string;
  readonly tags: readonly string[];
  /** 0 (emergency) to 7 (debug). */
  readonly severity: number | undefined;
  /** The operator that matched last, as written: `!@within a b`. */
  readonly operator: string;
  /** The first 16 variables that matched, names up to 256 and values up to 2,048 bytes. */
  readonly matches: readonly Match[];
  /** Whether the rule stopped the exchange. */
  readonly disruptive: boolean;
  /** Whether it belongs in the log, and in the audit record. */
  readonly log: boolean;
  readonly auditLog: boolean;
  readonly rule: RuleFacts;
}

/** What shall happen to the exchange. `allow` stops only the inspection. */
export interface Interruption {
  readonly action: 'deny' | 'drop' | 'redirect';
  /** The HTTP status to answer with. */
  readonly status: number;
  /** Where `redirect` leads. */
  readonly location: string | undefined;
  /** 0 when a limit was passed, not a rule. */
  readonly ruleId: number;
  readonly phase: number;
  readonly reason: string;
}

export const MAX_MATCHES = 16;
const MAX_NAME_BYTES = 256;
const MAX_VALUE_BYTES = 2048;

/** A match cut to the size that is worth keeping. */
export function boundedMatch(matched: MatchedVariable, msg: string, data: string): Match {
  return {
    name: cut(matched.name, MAX_NAME_BYTES),
    value: cut(matched.value, MAX_VALUE_BYTES),
    msg: cut(msg, MAX_VALUE_BYTES),
    data: cut(data, MAX_VALUE_BYTES),
  };
}

function cut(text: string, bytes: number): string {
  return text.length > bytes ? text.slice(0, bytes) : text;
}
