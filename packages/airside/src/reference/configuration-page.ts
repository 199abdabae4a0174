import { type Field, type JsonSchema, type Section, schemaAt, sectionsOf } from './fields.ts';
import { page, table } from './markdown.ts';
import { code, typeText } from './type-text.ts';

/**
 * The reference page of the configuration file, from the JSON Schema of its input: every key with type, default and meaning, and every
 * policy once. Markdown.
 */
export function configurationReference(schema: JsonSchema): string {
  const isPolicies = (path: string) => path === 'defaults.policies' || path === 'apis.<name>.policies';
  const policies = sectionsOf(schemaAt(schema, ['defaults', 'policies']) ?? {}, 'policies');
  return page('Configuration', [
    INTRODUCTION,
    ...sectionsOf(schema, '', isPolicies).map(sectionText),
    '# Policies',
    POLICIES,
    ...policies.slice(1).map(sectionText),
  ]);
}

const INTRODUCTION = `A configuration is a YAML or JSON file. \`airside check\` validates it and says what is wrong, where, and how to mend it.
Unknown keys are errors.

- In paths below, \`<name>\` stands for a name of your choice, and \`[]\` for each entry of a list.
- Any text may contain \`\${env:NAME}\` (an environment variable) and \`\${file:PATH}\` (the content of a file, relative to the configuration
  file, without its last line break). \`$\${\` stands for a literal \`\${\`. Secrets must be given in this way.
- A duration is a whole number with its unit: \`ms\`, \`s\`, \`m\`, \`h\` or \`d\`. A size is one with \`B\`, \`kB\`, \`MB\`, \`GB\` (powers of 1000),
  \`KiB\`, \`MiB\` or \`GiB\` (powers of 1024).`;

const POLICIES = `Options of policies stand under \`defaults.policies\`, for every API, and under \`apis.<name>.policies\`, for one. They are merged key by
key: what an API sets wins over the common options, and the defaults below fill the rest. A rule that concerns several options holds after merging.`;

function sectionText({ path, description, fields }: Section): string {
  const rows = fields.map((field) => [`\`${field.key}\``, typeText(field.schema), defaultText(field), field.schema.description ?? '']);
  const heading = path === '' ? '## Top level' : `## \`${path}\``;
  return [heading, description, table(['Key', 'Type', 'Default', 'Meaning'], rows)].filter((part) => part !== '').join('\n\n');
}

/** An object whose default is empty has the defaults of its keys. */
function defaultText({ schema, required }: Field): string {
  if (required) return '**required**';
  return schema.default === undefined || JSON.stringify(schema.default) === '{}' ? '–' : code(schema.default);
}
