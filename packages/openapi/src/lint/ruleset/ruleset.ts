import type { DataObject } from '../document/data.ts';
import type { Format } from '../formats.ts';
import type { Check } from '../functions/rule-function.ts';
import type { LintSeverity } from '../lint-result.ts';
import type { JsonPath } from '../path/json-path.ts';

export type RuleSeverity = LintSeverity | 'off';

/** Where a rule looks: paths, each for documents of some formats only or for all. */
export interface Given {
  readonly path: JsonPath;
  readonly formats: readonly Format[] | undefined;
}

export interface Then {
  /** What of the value given is looked at: all of it, each of its names (`@key`), or a member by its path. */
  readonly field: string | undefined;
  readonly functionName: string;
  readonly check: Check;
}

/** A rule, ready to be run. */
export interface Rule {
  readonly name: string;
  readonly description: string | undefined;
  readonly message: string | undefined;
  readonly severity: RuleSeverity;
  readonly given: readonly Given[];
  readonly then: readonly Then[];
  /** Undefined: documents of every format. */
  readonly formats: readonly Format[] | undefined;
  readonly recommended: boolean;
  /** Switched on by the rule set. */
  readonly enabled: boolean;
  /** Whether it looks at the document with its references resolved. */
  readonly resolved: boolean;
  readonly documentationUrl: string | undefined;
  /** What the rule set says about the rule that the engine does not use. */
  readonly extensions: DataObject;
  /** The rule set that defines it: a file, or the name of a built-in one. */
  readonly origin: string;
}

export interface ParserOptions {
  readonly duplicateKeys: RuleSeverity;
  readonly incompatibleValues: RuleSeverity;
}

/** Another severity for a rule inside a part of some files. */
export interface PointerOverride {
  readonly files: string;
  readonly path: readonly string[];
  readonly rule: string;
  readonly severity: RuleSeverity;
}

/** A rule set for one file: its rules after everything that it extends and overrides. */
export interface EffectiveRuleset {
  readonly rules: readonly Rule[];
  /** All formats that the rules speak of: a document of none of them is told about. */
  readonly formats: readonly Format[];
  readonly parserOptions: ParserOptions;
  readonly pointerOverrides: readonly PointerOverride[];
}

/** A compiled rule set. */
export interface Ruleset extends EffectiveRuleset {
  /** Absolute; or the name of a built-in one. */
  readonly location: string;
  /** All files that it was read from, absolute. */
  readonly files: readonly string[];
  /** The rule set with the overrides that apply to a file. */
  forFile(file: string): EffectiveRuleset;
}
