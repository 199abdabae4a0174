import { extname } from 'node:path';

const EXTENSIONS: readonly string[] = ['.graphql', '.graphqls', '.gql'];
/** Words that begin a definition (GraphQL, September 2025, section 3.3), and the ones of queries, so that those are told apart with a message. */
const WORDS: readonly string[] = ['schema', 'type', 'interface', 'union', 'enum', 'input', 'scalar', 'directive', 'extend'];

/** Whether a file holds the schema definition language of GraphQL: by its name, or because that is how its text begins. */
export function isGraphql(file: string, text: string): boolean {
  if (EXTENSIONS.includes(extname(file).toLowerCase())) return true;
  const start = skipIgnored(text);
  if (text.startsWith('"""', start)) return true;
  const [word = ''] = /^[a-z]+(?=[\s{@]*[\w{@])/.exec(text.slice(start, start + 100)) ?? [];
  return WORDS.includes(word) && !/^\s*:/.test(text.slice(start + word.length, start + word.length + 20));
}

/** The offset behind white space, commas and comments. */
function skipIgnored(text: string): number {
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (!' \t\r\n,\uFEFF'.includes(character)) return at;
    at += 1;
  }
  return at;
}
