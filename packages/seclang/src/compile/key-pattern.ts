import { lowerKey } from '../variables/entry.ts';

/** Decides about the name of a member of a collection. */
export type KeyTest = (key: string) => boolean;

/** The test of a selector: `/pattern/` or a name. Both compare without case. Throws an Error for a pattern that cannot be read. */
export function keyTest(selector: string, compile: (pattern: string) => KeyTest): KeyTest {
  const text = /^'.*'$/s.test(selector) ? selector.slice(1, -1) : selector;
  if (text.length > 1 && text.startsWith('/') && text.endsWith('/')) return compile(text.slice(1, -1).replaceAll('\\/', '/'));
  const wanted = lowerKey(text);
  return (key) => key.length === wanted.length && lowerKey(key) === wanted;
}
