const LONGEST_READ = 128;
const INSTRUCTIONS: readonly string[] = ['<?import', '<?xml-stylesheet', '<?xml:namespace'];
const COMMENTS: readonly string[] = ['<!--[if', '<!--#exec', '<!--#include', '<!--#echo', '<!--#config', '<!--#printenv', '<!--#set'];

/**
 * Whether `<!…` or `<?…` at `index` does more than describe: conditional comments of Internet Explorer, server-side includes, processing
 * instructions that load styles or behaviours, and document types that define or fetch something. `<!DOCTYPE html>`, `<?xml version=…?>`
 * and plain comments are harmless; what stands inside a comment is judged as markup of its own.
 */
export function isActiveDeclaration(html: string, index: number): boolean {
  const text = html.slice(index, index + LONGEST_READ).toLowerCase();
  if (text.startsWith('<?')) return INSTRUCTIONS.some((start) => text.startsWith(start));
  if (text.startsWith('<!--')) return COMMENTS.some((start) => text.startsWith(start));
  if (text.startsWith('<!entity') || text.startsWith('<![if')) return true;
  return text.startsWith('<!doctype') && (opensSubset(text) || (text.includes(' system') && !text.includes('html')));
}

function opensSubset(text: string): boolean {
  const bracket = text.indexOf('[');
  const end = text.indexOf('>');
  return bracket !== -1 && (end === -1 || bracket < end);
}
