import { resolve } from 'node:path';

import type { Problem } from '@airside/domain/text';

import { readText } from '../read/load.ts';
import { toRanges } from './document/ranges.ts';
import { readReferenced } from './document/referenced.ts';
import { Resolver } from './document/resolve.ts';
import { LINT_BOUNDS, type LintBounds, type SourceDocument, sourceDocument } from './document/source-document.ts';
import type { LintedDocument } from './functions/rule-function.ts';
import type { LintResult } from './lint-result.ts';
import { ResultList } from './results.ts';
import type { EffectiveRuleset, Ruleset } from './ruleset/ruleset.ts';
import { runRules } from './run.ts';
import { definitionSize } from './score/size.ts';

export interface LintOptions {
  /** Where the defaults are not right. */
  readonly bounds?: Partial<LintBounds>;
  /** Results that are kept: 100,000. */
  readonly mostResults?: number;
  /** Says nothing of a document that has none of the formats that the rules speak of. */
  readonly ignoreUnknownFormat?: boolean;
}

export interface Linted {
  /** Sorted by file, place and rule. */
  readonly results: readonly LintResult[];
  /** What kept the engine from looking at all of it. */
  readonly problems: readonly Problem[];
  /** All files that were read, absolute, the linted one first. */
  readonly files: readonly string[];
  /**
   * Operations and shared schemas of the document, at least 1: what the number of results is to be seen beside. 0 where no rule has looked at
   * it, because it cannot be read, or has none of the formats that the rules speak of.
   */
  readonly size: number;
}

const MOST_RESULTS = 100_000;

/** Lints a file of YAML or JSON with the local files that it refers to. Never throws for bad input, never touches the network. */
export async function lint(file: string, ruleset: Ruleset, options: LintOptions = {}): Promise<Linted> {
  const path = resolve(file);
  const bounds = { ...LINT_BOUNDS, ...options.bounds };
  const read = await readText(path, bounds.fileBytes);
  if ('text' in read) return await lintText(read.text, ruleset, { ...options, file: path });
  const { message, expected, hint } = read.refused;
  const problem: Problem = {
    severity: 'error',
    file: path,
    line: 0,
    column: 0,
    pointer: '',
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  };
  return { results: [], problems: [problem], files: [path], size: 0 };
}

/** Lints a text, as an editor has it. `file` is where it is to be saved: references and overrides depend on it; without it there are no other files. */
export async function lintText(text: string, ruleset: Ruleset, options: LintOptions & { readonly file?: string } = {}): Promise<Linted> {
  const bounds = { ...LINT_BOUNDS, ...options.bounds };
  const file = options.file === undefined ? '' : resolve(options.file);
  const effective = file === '' ? ruleset : ruleset.forFile(file);
  const results = new ResultList(options.mostResults ?? MOST_RESULTS);
  const source = sourceDocument(file, text, bounds);
  addDiagnostics(source, effective, results);
  const documents = await readReferenced(source, bounds);
  const problems: Problem[] = [];
  let size = 0;
  if (source.readable) {
    const resolver = new Resolver((name) => documents.get(name));
    const resolved = resolver.resolve(source);
    for (const document of documents.values()) if (document !== source) addDiagnostics(document, effective, results);
    if (resolved) {
      for (const { message, path } of firstOfEach(resolved.broken)) {
        results.add({ code: 'invalid-ref', message, severity: 'error', path: [...path, '$ref'], document: source });
      }
      const formats = new Set(effective.formats.filter((format) => format.matches(resolved.value)).map(({ name }) => name));
      if (formats.size === 0 && effective.formats.length > 0 && options.ignoreUnknownFormat !== true)
        addUnknownFormat(source, effective, results);
      if (formats.size > 0 || effective.formats.length === 0) size = definitionSize(resolved.value);
      const linted: LintedDocument = { source, resolved, formats };
      const { isTooDeep, failures } = await runRules(linted, effective, results);
      if (isTooDeep) problems.push(tooDeep(file));
      for (const message of failures) problems.push({ severity: 'error', file, line: 0, column: 0, pointer: '', message });
    }
  }
  if (results.dropped > 0) problems.push(tooMany(file, results.dropped));
  return { results: results.finish(), problems, files: [...documents.keys()], size };
}

function addDiagnostics(document: SourceDocument, { parserOptions }: EffectiveRuleset, results: ResultList): void {
  const ranges = toRanges(
    document.text,
    document.diagnostics.map(({ start, end }) => [start, end]),
  );
  for (const [index, { kind, message, path, severity: own }] of document.diagnostics.entries()) {
    const options = { syntax: own, 'duplicate-key': parserOptions.duplicateKeys, 'incompatible-key': parserOptions.incompatibleValues };
    const severity = options[kind];
    const range = ranges[index];
    if (severity !== 'off') results.add({ code: 'parser', message, severity, path, document, ...(range ? { range } : {}) });
  }
}

function addUnknownFormat(document: SourceDocument, { formats }: EffectiveRuleset, results: ResultList): void {
  const names = formats.map(({ title }) => title).join(', ');
  const message = `The provided document does not match any of the registered formats [${names}]`;
  results.add({ code: 'unrecognized-format', message, severity: 'warn', path: [], document });
}

/** The same is said once, at the first place. */
function firstOfEach<T extends { readonly message: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [item.message, item])).values()];
}

function tooDeep(file: string): Problem {
  const message = 'parts of the document were not linted: references nest them too deeply';
  return { severity: 'warning', file, line: 0, column: 0, pointer: '', message, expected: 'at most 1000 levels' };
}

function tooMany(file: string, dropped: number): Problem {
  return { severity: 'warning', file, line: 0, column: 0, pointer: '', message: `${dropped} more results were left out` };
}
