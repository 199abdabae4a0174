import { type JsonSchema, type Section, sectionsOf } from './fields.ts';
import { page, table } from './markdown.ts';
import { typeText } from './type-text.ts';

/** The reference page of the exchange record, from its JSON Schema. Markdown. */
export function exchangeReference(schema: JsonSchema): string {
  return page('Exchanges', [INTRODUCTION, ...sectionsOf(schema, '').map(sectionText)]);
}

const INTRODUCTION = `An exchange is the record of one request and its answer, as the gateway saw them. Exchanges are written as NDJSON: one JSON
object per line. Secrets are removed before anything is recorded.`;

function sectionText({ path, description, fields }: Section): string {
  const rows = fields.map(({ key, schema, required }) => [
    `\`${key}\``,
    typeText(schema),
    required ? 'always' : 'where known',
    schema.description ?? '',
  ]);
  const heading = path === '' ? '## The record' : `## \`${path}\``;
  return [heading, path === '' ? '' : description, table(['Key', 'Type', 'Present', 'Meaning'], rows)]
    .filter((part) => part !== '')
    .join('\n\n');
}
