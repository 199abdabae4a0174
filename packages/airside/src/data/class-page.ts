import type { DataClass } from '@airside/openapi';

import { columns, paint } from '../terminal.ts';

/** One class a line. */
export function classList(classes: readonly DataClass[], json: boolean): string {
  if (json) return `${JSON.stringify(classes.map(described), null, 2)}\n`;
  const rows = classes.map(({ id, sensitivity, family, title }) => [id, sensitivity, family, title]);
  return `${columns([['CLASS', 'SENSITIVITY', 'FAMILY', 'TITLE'], ...rows])}\n`;
}

/** All that is to be said of a class. */
export function classPage(classes: readonly DataClass[], json: boolean): string {
  if (json) return `${JSON.stringify(classes.map(described)[0], null, 2)}\n`;
  return classes
    .map((dataClass) => {
      const { id, title, sensitivity, family, law, found, names, weakNames } = described(dataClass);
      return [
        paint('bold', `${title} (${id})`),
        `${sensitivity}, ${family}`,
        law,
        `Found by ${found}.`,
        ...(names.length === 0 ? [] : [`Names that mean it: ${names.join(', ')}`]),
        ...(weakNames.length === 0 ? [] : [`Names that may mean it: ${weakNames.join(', ')}`]),
        `Such as ${dataClass.examples.fit.slice(0, 3).map(shortened).join(', ')}; not ${dataClass.examples.other.slice(0, 3).map(shortened).join(', ')}`,
        '',
      ].join('\n');
    })
    .join('\n');
}

interface DescribedClass {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly sensitivity: string;
  readonly law: string;
  readonly found: string;
  readonly names: readonly string[];
  readonly weakNames: readonly string[];
}

function described({ id, title, family, sensitivity, law, names, hints, alone }: DataClass): DescribedClass {
  const found = alone
    ? 'values alone, and by names and values together'
    : 'the name of the field and its values together, neither of them alone';
  return { id, title, family, sensitivity, law, found, names: names.flatMap(written), weakNames: (hints ?? []).flatMap(written) };
}

function written(name: DataClass['names'][number]): readonly string[] {
  return typeof name === 'string' ? [name] : name.names.map((own) => `${own} (of: ${name.of})`);
}

function shortened(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 30)}…` : value);
}
