import type { Macro } from '../variables/macro.ts';
import type { State } from '../variables/state.ts';

export type DisruptiveName = 'allow' | 'block' | 'deny' | 'drop' | 'pass' | 'redirect';

/** What shall happen to the exchange when the whole rule matches. */
export interface Disruptive {
  readonly name: DisruptiveName;
  /** `allow`: what is left out from now on. */
  readonly scope?: 'transaction' | 'phase' | 'request';
  /** `redirect`: where to. */
  readonly location?: Macro;
}

/** Changes the transaction when its rule matches. */
export interface Effect {
  (state: State): void;
  /** The variable of TX that it writes; an effect without this writes none. */
  readonly writes?: TxName;
  /** The variables of TX, in lower case, that decide about what it writes there, where nothing else does and it only sets or counts. */
  readonly reads?: readonly string[];
}

/** A variable of TX, in lower case; where a macro makes the end of its name, all that begin like this. */
export interface TxName {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Rules by what they say of themselves; a bit vector by the index of the rule. */
export interface RuleSelection {
  byId(first: number, last: number): Uint8Array;
  byTag(pattern: string): Uint8Array;
  byMessage(pattern: string): Uint8Array;
}

/** What an effect may ask for once all rules are known. */
export interface EffectContext {
  readonly rules: RuleSelection;
  matchKeys(selector: string): (key: string) => boolean;
}

/** Makes an effect when all rules are known. */
export type BindEffect = (context: EffectContext) => Effect;

/** A rule while its actions are read; each action writes down what it asks for. */
export interface Draft {
  id?: number;
  phase?: number;
  disruptive?: Disruptive;
  status?: number;
  chain?: boolean;
  capture?: boolean;
  multiMatch?: boolean;
  log?: boolean;
  auditLog?: boolean;
  msg?: Macro;
  msgText?: string;
  logData?: Macro;
  severity?: number;
  rev?: string;
  ver?: string;
  maturity?: number;
  accuracy?: number;
  tags: Macro[];
  tagTexts: string[];
  /** By prefix, for paths into XML. */
  namespaces?: Map<string, string>;
  skip?: number;
  skipAfter?: string;
  /** `t:none` was among them: transformations of the default actions do not apply. */
  clearsTransformations?: boolean;
  transformations: string[];
  effects: BindEffect[];
}

/** An action of SecLang. `apply` throws an Error that says what is wrong with its argument and what was expected. */
export interface Action {
  /** As rules name it, in lower case. */
  readonly name: string;
  readonly argument: 'required' | 'optional' | 'none';
  /** Allowed only in the rule that begins a chain. */
  readonly starterOnly?: boolean;
  apply(draft: Draft, argument: string): void;
}

export function newDraft(): Draft {
  return { tags: [], tagTexts: [], transformations: [], effects: [] };
}
