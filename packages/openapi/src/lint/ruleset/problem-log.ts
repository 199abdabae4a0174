import { type Problem, toPointer } from '@airside/domain/text';

import type { SourceDocument } from '../document/source-document.ts';

export interface RulesetFinding {
  readonly severity: Problem['severity'];
  readonly file: string;
  readonly source: SourceDocument | undefined;
  readonly path: readonly string[];
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly hint?: string | undefined;
}

const MOST_PROBLEMS = 200;

/** Collects what is wrong with rule sets, and finds the places in their files at the end. */
export class ProblemLog {
  readonly #findings: RulesetFinding[] = [];
  readonly #seen = new Set<string>();

  get hasErrors(): boolean {
    return this.#findings.some(({ severity }) => severity === 'error');
  }

  add(finding: RulesetFinding): void {
    const key = JSON.stringify([finding.file, finding.path, finding.message]);
    if (this.#seen.has(key) || this.#findings.length >= MOST_PROBLEMS) return;
    this.#seen.add(key);
    this.#findings.push(finding);
  }

  problems(): readonly Problem[] {
    return this.#findings.map(({ source, path, severity, file, message, expected, found, hint }) => {
      const start = source?.rangesOf([path])[0]?.start;
      return {
        severity,
        file,
        line: start ? start.line + 1 : 0,
        column: start ? start.character + 1 : 0,
        pointer: toPointer(path),
        message,
        ...(expected === undefined ? {} : { expected }),
        ...(found === undefined ? {} : { found }),
        ...(hint === undefined ? {} : { hint }),
      };
    });
  }
}
