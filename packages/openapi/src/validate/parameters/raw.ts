/** A parameter as it was taken apart by its style; texts are still encoded. */
export type Raw =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'members'; readonly entries: readonly (readonly [name: string, texts: readonly string[]])[] }
  | { readonly kind: 'broken'; readonly message: string };

export const ABSENT: Raw = { kind: 'absent' };

export function broken(message: string): Raw {
  return { kind: 'broken', message };
}

/** Members out of `name,value,name,value`. */
export function alternating(texts: readonly string[]): Raw {
  if (texts.length % 2 !== 0) return broken('must have a value for each name');
  const entries = texts.flatMap((text, index) => (index % 2 === 0 ? [[text, [texts[index + 1] ?? '']] as const] : []));
  return { kind: 'members', entries };
}

/** Members out of `name=value` texts. */
export function assigned(texts: readonly string[]): Raw {
  const entries: (readonly [string, readonly string[]])[] = [];
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals === -1) return broken('must have a value for each name');
    entries.push([text.slice(0, equals), [text.slice(equals + 1)]]);
  }
  return { kind: 'members', entries };
}
