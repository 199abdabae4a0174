import type { Data, Key } from '../document/data.ts';
import type { ResolvedDocument } from '../document/resolve.ts';
import type { SourceDocument } from '../document/source-document.ts';

/** What a function found: at its target, or at a place given from the document's root (`path`) or from the target (`within`). */
export interface Finding {
  readonly message: string;
  readonly path?: readonly Key[];
  readonly within?: readonly Key[];
}

/** The document that is linted. */
export interface LintedDocument {
  readonly source: SourceDocument;
  readonly resolved: ResolvedDocument;
  /** Names of the formats that it has. */
  readonly formats: ReadonlySet<string>;
}

export interface CheckContext {
  readonly linted: LintedDocument;
  /** Whether the rule looks at the document with its references resolved. */
  readonly isResolved: boolean;
  readonly ruleName: string;
  /** Keys that lead to the target. */
  path(): readonly Key[];
  /** For functions that wait for something: what they find counts when it is there. */
  later(findings: Promise<readonly Finding[] | undefined>): void;
  /** A function of a rule set has thrown. */
  failed(functionName: string, error: unknown): void;
}

/** A function with its options: asked once per target. Undefined is a target that is not there. */
export interface Check {
  readonly run: (value: Data | undefined, context: CheckContext) => readonly Finding[] | undefined;
  /** What it finds depends on the value and the formats alone, and is told by `within`: it need not be asked twice about one object. */
  readonly dependsOnValueOnly: boolean;
}

/** A function that rules can name. */
export interface RuleFunction {
  readonly name: string;
  /** Checks the options and prepares what can be. */
  readonly compile: (options: Data | undefined) => Check | { readonly problem: string };
}

export function pure(run: Check['run']): Check {
  return { run, dependsOnValueOnly: true };
}
