import type { ByKind } from './effects.ts';
import type { Exclusion } from './exclusion.ts';
import type { Risk } from './risk.ts';

/** What tuning has to say; printed as it is by `--json`. Times are RFC 3339, null where requests have none. */
export interface TuneResult {
  readonly requests: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Requests that were refused, or would have been. */
  readonly alarms: ByKind;
  /** Alarms in which no rule was recorded. */
  readonly alarmsWithoutMatches: number;
  readonly proposals: readonly ProposalResult[];
  /** Places in alarms for which nothing is proposed, those in most alarms first. */
  readonly notProposed: readonly NotProposed[];
  /** Places where rules matched, but never in an alarm: they need no exclusion. */
  readonly quietPlaces: number;
  /** With all proposals. `notKnown`: the record does not tell. */
  readonly withAll: { readonly passing: ByKind; readonly staying: ByKind; readonly notKnown: number };
  /** Labelled requests inspected without and with the proposals. */
  readonly replayed?: { readonly honest: Replayed; readonly attacks: Replayed };
  /** What was left out of account, because there was too much of it. */
  readonly leftOut: { readonly requestsOfUnjudgedCallers: number; readonly matchesInFurtherPlaces: number };
}

export interface Replayed {
  readonly requests: number;
  readonly refused: number;
  readonly refusedWithProposals: number;
}

export interface ProposalResult {
  readonly api: string;
  readonly exclude: Exclusion;
  readonly message: string | null;
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  /** More than 1: so many narrower ones were put together. */
  readonly replaces: number;
  readonly requests: number;
  /** Of the requests of the operations it holds on, from 0 to 1. */
  readonly share: number;
  /** Distinct callers, as in `12` or `1000+`. */
  readonly callers: string;
  readonly authenticatedCallers: string;
  readonly addresses: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly wouldHavePassed: { readonly alone: ByKind; readonly withThoseBefore: ByKind };
  /** Alarms that pass with all proposals, and would not without this one. */
  readonly neededFor: number;
  readonly notKnown: number;
}

export interface NotProposed {
  readonly api: string;
  readonly operation: string | null;
  readonly rule: number;
  readonly message: string | null;
  readonly part: string;
  readonly alarms: number;
  readonly honestRequests: number;
  readonly why: string;
}
