/** The lines of a data file (LF or CRLF) that say something: neither empty nor white space, nor a comment, which begins with `#`. */
export function dataLines(content: string): string[] {
  return content
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}
