import { fileURLToPath } from 'node:url';

import { type LintResult, lintText, pageText, type Ruleset, rulePage } from '@airside/openapi/linting';

import type { Rulesets } from '../rulesets.ts';
import type { WaiverFiles } from '../waiver-files.ts';
import { DIAGNOSTIC_SEVERITIES, type Diagnostic } from './protocol.ts';

const MOST_DIAGNOSTICS = 1000;

/** A text in an editor, and what was found in it when it was linted last. */
export class OpenDocument {
  text: string;
  readonly uri: string;
  /** Absolute; empty for a text that was not saved yet. */
  readonly #file: string;
  #results: readonly LintResult[] = [];
  #ruleset: Ruleset | undefined;

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
    this.#file = fileOf(uri);
  }

  /** Lints the text as it is now. What is no API definition has no diagnostics. */
  async diagnostics(rulesets: Rulesets, waiverFiles: WaiverFiles): Promise<readonly Diagnostic[]> {
    if (!/["']?(openapi|swagger)["']?[ \t]*:/.test(this.text.slice(0, 10_000))) {
      this.#results = [];
      return [];
    }
    this.#ruleset = await rulesets.for(this.#file);
    const { results } = await lintText(this.text, this.#ruleset, {
      ...(this.#file !== '' && { file: this.#file }),
      ignoreUnknownFormat: true,
    });
    const waivers = await waiverFiles.for(this.#file);
    const { waiverOf } = waiverFiles.apply(new Map([[waivers, results]]));
    this.#results = results.filter((result) => result.file === this.#file && !waiverOf.has(result)).slice(0, MOST_DIAGNOSTICS);
    return this.#results.map(({ range, severity, code, message }) => ({
      range,
      severity: DIAGNOSTIC_SEVERITIES[severity],
      code,
      source: 'airside',
      message,
    }));
  }

  /** The pages of the rules that reported at a place, in Markdown; undefined where none did. */
  hover(line: number, character: number): string | undefined {
    const codes = new Set(this.#results.filter(({ range }) => holds(range, line, character)).map(({ code }) => code));
    const pages = [...codes].flatMap((code) => {
      const page = rulePage(code);
      if (page !== undefined) return [pageText(page)];
      const description = this.#ruleset?.rules.find(({ name }) => name === code)?.description;
      return description === undefined ? [] : [`# ${code}\n\n${description}`];
    });
    return pages.length === 0 ? undefined : pages.join('\n\n---\n\n');
  }
}

/** The line that a range begins on counts whole: there stands the key of what was reported. */
function holds({ start, end }: LintResult['range'], line: number, character: number): boolean {
  return line >= start.line && (line < end.line || (line === end.line && (character <= end.character || line === start.line)));
}

function fileOf(uri: string): string {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : '';
  } catch {
    return '';
  }
}
