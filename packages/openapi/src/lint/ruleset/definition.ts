import { type Data, type DataObject, isPlainObject } from '../document/data.ts';
import type { SourceDocument } from '../document/source-document.ts';
import type { RuleFunction } from '../functions/rule-function.ts';

export type ExtendSeverity = 'all' | 'recommended' | 'off';

export interface Extension {
  readonly definition: RulesetDefinition;
  /** Undefined where the rule set does not say, which leaves rules as the extended one has them. */
  readonly severity: ExtendSeverity | undefined;
}

export interface OverrideDefinition {
  readonly files: readonly string[];
  readonly definition: RulesetDefinition;
}

/** A rule set as it was written, with what it refers to at hand. */
export interface RulesetDefinition {
  /** The file, or the name of a built-in one. */
  readonly location: string;
  /** To show places of problems in; undefined for one that is not a file of YAML or JSON. */
  readonly source: SourceDocument | undefined;
  /** Where in the source it stands: overrides are inside of another. */
  readonly path: readonly string[];
  readonly data: DataObject;
  readonly extends: readonly Extension[];
  readonly overrides: readonly OverrideDefinition[];
  /** Functions by the names that its rules use. */
  readonly functions: ReadonlyMap<string, RuleFunction>;
  /** Aliases of a rule set that overrides belong to; its own come first. */
  readonly aliases: ReadonlyMap<string, Data>;
}

/** A rule set that is written down in code. */
export function builtIn(location: string, data: DataObject, functions: readonly RuleFunction[]): RulesetDefinition {
  return {
    location,
    source: undefined,
    path: [],
    data,
    extends: [],
    overrides: [],
    functions: new Map(functions.map((one) => [one.name, one])),
    aliases: aliasesOf(data),
  };
}

export function aliasesOf(data: DataObject): ReadonlyMap<string, Data> {
  const aliases = data['aliases'];
  return new Map(isPlainObject(aliases) ? Object.entries(aliases) : []);
}
