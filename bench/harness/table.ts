const INDENT = '  ';
const GAP = '  ';

/** Rows of equal length as aligned text: the first column to the left, the others, which hold numbers, to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) => INDENT + widths.map((width, column) => align(row[column] ?? '', width, column)).join(GAP))
    .map((line) => line.trimEnd())
    .join('\n');
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
