/** What may stand in braces in the title and the text of a rule. */
export const PLACEHOLDERS = [
  'api',
  'operation',
  'consumer',
  'country',
  'network',
  'name',
  'rule',
  'severity',
  'threshold',
  'value',
] as const;

const PLACEHOLDER = /\{([A-Za-z]{1,40})\}/g;

/** The words in braces of a text. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** A text with what its placeholders stand for; those that stand for nothing here are `-`. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (_whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '-') : '-'));
}
