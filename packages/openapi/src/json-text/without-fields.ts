import { type EditCursor, editJsonText } from './edit.ts';

interface Tree extends EditCursor {
  readonly inner: Map<string, Tree>;
}

/** A sound JSON text without the fields at those paths; every other character is as it was. */
export function withoutFields(text: string, paths: readonly (readonly string[])[]): string {
  const root = grow();
  for (const path of paths) {
    let at = root;
    for (const [depth, name] of path.entries()) {
      const next = at.inner.get(name) ?? grow(depth === path.length - 1 ? 'remove' : undefined);
      at.inner.set(name, next);
      at = next;
    }
  }
  return editJsonText(text, root).text ?? text;
}

function grow(edit?: 'remove'): Tree {
  const inner = new Map<string, Tree>();
  return { edit, inner, step: (name) => inner.get(name) };
}
