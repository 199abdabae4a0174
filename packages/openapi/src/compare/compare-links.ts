import type { Located } from '../definition/document.ts';
import { member } from '../json.ts';
import { type Comparison, type Place, within } from './comparison.ts';
import { locatedMembers } from './located-members.ts';

/** What makes a link lead somewhere else, or carry something else (OpenAPI 3.1 section 4.8.20). */
const TELLING = ['operationId', 'operationRef', 'parameters', 'requestBody', 'server'] as const;

/** The links of an answer, by which callers find what they can do next. */
export function compareLinks(comparison: Comparison, place: Place, before: Located, after: Located): void {
  const remaining = locatedMembers(comparison.next, after, 'links');
  for (const [name, link] of locatedMembers(comparison.old, before, 'links')) {
    const counterpart = remaining.get(name);
    remaining.delete(name);
    const here = within(place, `link ${name}`);
    if (counterpart === undefined) comparison.report('link-removed', here, { oldPointer: link.pointer });
    else if (tellingText(link) !== tellingText(counterpart)) {
      comparison.report('link-changed', here, { oldPointer: link.pointer, newPointer: counterpart.pointer });
    }
  }
  for (const [name, { pointer }] of remaining) comparison.report('link-added', within(place, `link ${name}`), { newPointer: pointer });
}

function tellingText({ value }: Located): string {
  return JSON.stringify(TELLING.map((field) => member(value, field)));
}
