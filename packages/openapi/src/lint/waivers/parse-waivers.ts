import { type Problem, SourceDocument, suggest } from '@airside/domain';

import { isArray, isObject, member } from '../../json.ts';
import { parsePointer } from '../../pointer.ts';
import type { Waiver, Waivers } from './waiver.ts';

export interface ParsedWaivers {
  /** Undefined where there are problems: a waiver that is not understood must not be passed over. */
  readonly waivers: Waivers | undefined;
  readonly problems: readonly Problem[];
}

const FIELDS = ['rule', 'file', 'pointer', 'reason', 'owner', 'until'] as const;
const REQUIRED = ['rule', 'reason', 'owner', 'until'] as const;
const MOST_WAIVERS = 10_000;
const LONGEST_TEXT = 1000;

type Report = (path: readonly PropertyKey[], details: Parameters<SourceDocument['problem']>[1]) => void;

/** Reads the text of a file of waivers; `file` is absolute. All problems are found at once, each with its place. */
export function parseWaivers(file: string, text: string): ParsedWaivers {
  const document = new SourceDocument(file, text);
  if (document.syntaxProblems.length > 0) return { waivers: undefined, problems: document.syntaxProblems };
  const problems: Problem[] = [];
  const report: Report = (path, details) => problems.push(document.problem(path, details));

  const root = document.toPlain();
  const list = member(root, 'waivers');
  for (const name of isObject(root) ? Object.keys(root) : []) {
    if (name !== 'waivers') problems.push(document.keyProblem([name], unknownKey(name, ['waivers'])));
  }
  if (!isArray(list)) report(['waivers'], { message: 'the file holds no list of waivers', expected: '`waivers:` and a list' });
  else if (list.length > MOST_WAIVERS) report(['waivers'], { message: 'there are too many waivers', expected: `at most ${MOST_WAIVERS}` });
  const entries = (isArray(list) ? list.slice(0, MOST_WAIVERS) : []).flatMap((written, index) => {
    const path = ['waivers', index];
    for (const name of isObject(written) ? Object.keys(written) : [])
      if (!FIELDS.some((field) => field === name)) problems.push(document.keyProblem([...path, name], unknownKey(name, FIELDS)));
    const before = problems.length;
    const fields = fieldsOf(written, path, report);
    return problems.length > before ? [] : [{ ...fields, line: document.problem(path, { message: '' }).line }];
  });
  if (problems.length > 0) return { waivers: undefined, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  return { waivers: { file, entries }, problems };
}

function fieldsOf(written: unknown, path: readonly PropertyKey[], report: Report): Omit<Waiver, 'line'> {
  const nothing = { rule: '', reason: '', owner: '', until: '' };
  if (!isObject(written)) {
    report(path, { message: 'a waiver is a mapping', expected: REQUIRED.join(', ') });
    return nothing;
  }
  const text = (field: (typeof FIELDS)[number]): string | undefined => {
    const value = member(written, field);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT) return value;
    report([...path, field], { message: `${field} is not a text`, expected: `1 to ${LONGEST_TEXT} characters` });
    return undefined;
  };
  const required = (field: (typeof REQUIRED)[number]): string => {
    if (member(written, field) === undefined) report(path, { message: `the waiver has no ${field}`, expected: `\`${field}:\`` });
    return text(field) ?? '';
  };
  const [file, pointer] = [text('file'), text('pointer')];
  if (member(written, 'file') === undefined && member(written, 'pointer') === undefined)
    report(path, {
      message: 'the waiver does not say where it holds',
      expected: '`file:` (a glob) or `pointer:` (a JSON pointer), or both',
    });
  if (pointer !== undefined && parsePointer(pointer) === undefined)
    report([...path, 'pointer'], { message: 'this is no JSON pointer', expected: 'a text such as /paths/~1orders/get' });
  const until = required('until');
  if (until !== '' && !isDay(until))
    report([...path, 'until'], { message: 'until is not a day', expected: 'a day such as 2027-06-30', found: JSON.stringify(until) });
  return {
    ...nothing,
    rule: required('rule'),
    reason: required('reason'),
    owner: required('owner'),
    until,
    ...(file !== undefined && { file }),
    ...(pointer !== undefined && { pointer }),
  };
}

/** A day that there is: 30 February is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function unknownKey(
  name: string,
  known: readonly string[],
): { readonly message: string; readonly expected: string; readonly hint?: string } {
  const near = suggest(name, known);
  return {
    message: `the key "${name}" is not known here`,
    expected: `one of ${known.join(', ')}`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
