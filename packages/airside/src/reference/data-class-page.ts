import { DATA_CLASSES, type DataClass } from '@airside/openapi';

import { page, table } from './markdown.ts';

/** The reference page of the classes of personal and secret data: what each is, and how it is found. Markdown. */
export function dataClassReference(): string {
  const families = Map.groupBy(DATA_CLASSES, ({ family }) => family);
  const parts = [...families].flatMap(([family, classes]) => [
    `## ${family}`,
    table(['Class', 'Title', 'Sensitivity', 'Found by', 'Names, some of them'], classes.map(row)),
  ]);
  return page('Classes of data', [INTRODUCTION, ...parts]);
}

const INTRODUCTION = `What \`airside data\` looks for ([how](../data.md)). \`airside data --explain CLASS\` tells all names, what the law says, and examples.
"Values" are evidence enough where the name of a field says nothing; "name and values" have to agree.`;

const MOST_NAMES = 4;

function row({ id, title, sensitivity, alone, names }: DataClass): readonly string[] {
  const shown = names.slice(0, MOST_NAMES).map((name) => (typeof name === 'string' ? name : `${name.names[0]} of ${name.of}`));
  return [`\`${id}\``, title, sensitivity, alone ? 'values' : 'name and values', shown.join(', ')];
}
