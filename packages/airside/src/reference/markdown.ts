/** A table of Markdown (GFM). Line breaks in a cell become spaces. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page of its parts, a blank line between them. Parts that are empty are left out. */
export function page(title: string, parts: readonly string[]): string {
  return `${[`# ${title}`, GENERATED, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

export const GENERATED = '<!-- Made from the code by `npm run reference`: change it there. -->';

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
