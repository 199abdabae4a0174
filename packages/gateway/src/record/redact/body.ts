import { isForm, parseMediaType } from '@airside/openapi';

import { isCsv, redactCsv } from './csv.ts';
import { type Failures, noFailures, redactJson } from './json.ts';
import { redactPairs } from './query.ts';
import { redactContent } from './text.ts';

/** A body fit for the record. What it is decides, more than what it says it is: JSON, also one on each line, is found in text of any type. */
export function redactBody(text: string, contentType: string | undefined): string {
  const media = contentType === undefined ? undefined : parseMediaType(contentType);
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const content = text.slice(mark.length);
  const json = STARTS_JSON.test(content) ? redactJson(content) : undefined;
  if (json !== undefined) return mark + json;
  if (media !== undefined && isForm(media)) return redactContent(redactPairs(text));
  if (media !== undefined && isCsv(media)) return mark + redactContent(redactCsv(content));
  const failures = noFailures();
  const lines = content.split('\n').map((line) => redactLine(line, failures));
  return mark + redactContent(lines.join('\n'));
}

const BYTE_ORDER_MARK = '\uFEFF';
const STARTS_JSON = /^\s*["{[]/;
/** The data of an event stream, or a value of its own. */
const JSON_LINE = /^(data: ?|\u001e)?(?=[{[])/;

function redactLine(line: string, failures: Failures): string {
  const [before] = JSON_LINE.exec(line) ?? [];
  const json = before === undefined ? undefined : redactJson(line.slice(before.length), failures);
  return json === undefined ? line : before + json;
}
