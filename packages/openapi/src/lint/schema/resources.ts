import { parseFragment } from '../../pointer.ts';
import { type Data, type DataObject, isPlainObject, valueAtPath } from '../document/data.ts';

/** A schema with an identifier, or a whole document: what `#` means inside of it. */
export interface Resource {
  readonly root: Data;
  readonly uri: string;
}

/** The schemas that references can lead to. Nothing is fetched. */
export class Resources {
  readonly #byUri = new Map<string, Resource>();

  constructor(others: readonly DataObject[]) {
    for (const root of others) {
      const uri = uriOf(root);
      if (uri !== '') this.#byUri.set(uri, { root, uri });
    }
  }

  of(root: Data): Resource {
    return { root, uri: uriOf(root) };
  }

  /** The resource that a schema inside of another belongs to: itself, where it has an identifier of its own that was given ahead. */
  within(schema: DataObject, around: Resource): Resource {
    return this.#byUri.get(uriOf(schema))?.root === schema ? { root: schema, uri: uriOf(schema) } : around;
  }

  resolve(reference: string, from: Resource): { readonly schema: Data; readonly resource: Resource } | undefined {
    const hash = reference.indexOf('#');
    const path = hash === -1 ? reference : reference.slice(0, hash);
    const resource = path === '' ? from : this.#byUri.get(absolute(path, from.uri));
    const tokens = parseFragment(hash === -1 ? '#' : reference.slice(hash));
    const schema = resource && tokens ? valueAtPath(resource.root, tokens) : undefined;
    return schema === undefined || !resource ? undefined : { schema, resource };
  }
}

function uriOf(schema: Data): string {
  if (!isPlainObject(schema)) return '';
  const id = schema['$id'] ?? schema['id'];
  return typeof id === 'string' ? id.replace(/#$/, '') : '';
}

function absolute(path: string, base: string): string {
  return URL.canParse(path, base) ? new URL(path, base).href : path;
}
