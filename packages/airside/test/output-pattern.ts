/** What may stand in an expected output for text that differs from run to run. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  any: '.*',
  word: '\\S+',
  number: '\\d+(?:\\.\\d+)?',
  time: '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z',
  path: '/\\S+',
  sha256: '[0-9a-f]{64}',
};
const ANY_LINES = '{lines}\n';

/**
 * The expected output with its placeholders filled in from the actual one where that fits: equal to the actual one when all of it fits, so
 * that a comparison of the two shows only what differs.
 */
export function fillPlaceholders(expected: string, actual: string): string {
  if (pattern(expected).test(actual)) return actual;
  const actualLines = actual.split('\n');
  return expected
    .split('\n')
    .map((line, index) => {
      const counterpart = actualLines[index];
      return counterpart !== undefined && pattern(line).test(counterpart) ? counterpart : line;
    })
    .join('\n');
}

function pattern(expected: string): RegExp {
  const source = expected
    .split(ANY_LINES)
    .map((part) =>
      part.replaceAll(/\{([a-z0-9]+)\}|[\\^$.*+?()[\]{}|/]/g, (whole, name?: string) => {
        const placeholder = name === undefined ? undefined : PLACEHOLDERS[name];
        return placeholder ?? whole.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      }),
    )
    .join('(?:.*\\n)*');
  return new RegExp(`^${source}$`);
}
