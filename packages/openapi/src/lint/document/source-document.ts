import { DEFAULT_BOUNDS, type ReadBounds } from '../../read/bounds.ts';
import type { LintRange } from '../lint-result.ts';
import type { Data } from './data.ts';
import { type Diagnostic, UnreadableText } from './diagnostic.ts';
import { duplicateKeys } from './json.ts';
import { rangesOf } from './ranges.ts';
import { parseYaml } from './yaml.ts';

export type LintBounds = Pick<ReadBounds, 'files' | 'fileBytes' | 'depth' | 'aliases' | 'values'>;

export const LINT_BOUNDS: LintBounds = DEFAULT_BOUNDS;

/** A file as somebody wrote it: its values, and where in the text each of them stands. */
export interface SourceDocument {
  /** Absolute; empty for a text without a name. */
  readonly file: string;
  readonly text: string;
  /** Null where the text cannot be used at all. */
  readonly value: Data;
  readonly diagnostics: readonly Diagnostic[];
  /** False where there is a diagnostic that leaves no value to lint. */
  readonly readable: boolean;
  rangesOf(paths: readonly (readonly (string | number)[])[]): readonly LintRange[];
}

/** Reads a text of YAML or JSON. Never throws: what is wrong with it is among its diagnostics. */
export function sourceDocument(file: string, text: string, bounds: LintBounds): SourceDocument {
  const asJson = parseJson(text, bounds.depth);
  const parsed = asJson ?? readYaml(text, bounds);
  const isJson = asJson !== undefined;
  return { file, text, ...parsed, rangesOf: (paths) => rangesOf(text, isJson, paths) };
}

type Parsed = Pick<SourceDocument, 'value' | 'diagnostics' | 'readable'>;

function parseJson(text: string, depth: number): Parsed | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Data;
    return { value, diagnostics: duplicateKeys(text, depth), readable: true };
  } catch (error) {
    return error instanceof UnreadableText ? unreadable(error) : undefined;
  }
}

function readYaml(text: string, bounds: LintBounds): Parsed {
  try {
    return { ...parseYaml(text, bounds), readable: true };
  } catch (error) {
    return unreadable(error instanceof UnreadableText ? error : new UnreadableText('the text could not be parsed', 0));
  }
}

function unreadable({ message, offset }: UnreadableText): Parsed {
  const diagnostic: Diagnostic = { kind: 'syntax', message, severity: 'error', path: [], start: offset, end: offset };
  return { value: null, diagnostics: [diagnostic], readable: false };
}
