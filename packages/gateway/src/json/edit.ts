import { type Edit, type EditCursor, type Edited, editJsonText } from '@airside/openapi';

import { type SelectionNode, start, step } from './selection.ts';

/** Edits the parts of a JSON text that selections name, and nothing else of it. The text has to be sound (see `editJsonText`). */
export function editJson(text: string, roots: readonly SelectionNode<Edit>[]): Edited {
  return editJsonText(text, new Cursor(start(roots)));
}

class Cursor implements EditCursor {
  readonly #active: readonly SelectionNode<Edit>[];

  constructor(active: readonly SelectionNode<Edit>[]) {
    this.#active = active;
  }

  get edit(): Edit | undefined {
    if (this.#active.some(({ action }) => action === 'remove')) return 'remove';
    return this.#active.some(({ action }) => action === 'mask') ? 'mask' : undefined;
  }

  step(name: string): Cursor | undefined {
    const active = step(this.#active, name);
    return active.length === 0 ? undefined : new Cursor(active);
  }
}
