import { familyOf } from '../lint/score/families.ts';
import type { RulePage } from './rule-page.ts';

/** The page of a rule as Markdown: what it asks for, why, and a bad and a good example. */
export function pageText({ id, description, severity, why, examples }: RulePage): string {
  return [
    `# ${id}`,
    description,
    `Severity: ${severity}. Family: ${familyOf(id)}.`,
    '## Why',
    why,
    ...examples.flatMap(({ bad, good }, index) => [
      `## Bad${numbered(index, examples.length)}`,
      fenced(bad),
      `## Good${numbered(index, examples.length)}`,
      fenced(good),
    ]),
  ].join('\n\n');
}

function numbered(index: number, count: number): string {
  return count > 1 ? ` (${index + 1})` : '';
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}
