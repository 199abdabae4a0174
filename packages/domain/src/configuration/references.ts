import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const LARGEST_FILE_BYTES = 64 * 1024;
const REFERENCE = /\$?\$\{([^}]*)\}/g;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const WHOLE_REFERENCE = /^\$\{[^}]*\}$/;

/** What surrounds a configuration file: where relative paths start, and the environment its references read. */
export interface ReferenceScope {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface ReferenceFailure {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected: string;
  readonly hint?: string;
}

export interface ResolvedReferences {
  readonly value: unknown;
  readonly failures: readonly ReferenceFailure[];
  /** Files that were read, absolute. */
  readonly files: readonly string[];
}

/** True where the text is one reference and nothing else, as a secret has to be written. */
export function isReference(text: unknown): boolean {
  return typeof text === 'string' && WHOLE_REFERENCE.test(text);
}

/**
 * A copy of a parsed document in which each `${env:NAME}` and `${file:PATH}` inside a string is replaced by what it names (a file's last
 * line break is dropped). `$${` stands for a literal `${`. Whatever cannot be replaced is a failure; nothing of a value is ever in a message.
 */
export function resolveReferences(document: unknown, scope: ReferenceScope): ResolvedReferences {
  const failures: ReferenceFailure[] = [];
  const files = new Set<string>();

  const resolveText = (text: string, path: readonly PropertyKey[]): string =>
    text.replaceAll(REFERENCE, (whole, inner: string) => {
      if (whole.startsWith('$$')) return whole.slice(1);
      const [kind, name] = splitOnce(inner);
      if (kind === 'env' && name !== '') {
        const value = Object.hasOwn(scope.environment, name) ? scope.environment[name] : undefined;
        if (value !== undefined && value !== '') return value;
        failures.push({ path, ...missingVariable(name) });
        return '';
      }
      if (kind === 'file' && name !== '') {
        const file = resolve(scope.directory, name);
        files.add(file);
        const content = readReferencedFile(file);
        if (content.ok) return content.text;
        failures.push({
          path,
          message: `file ${file} ${content.reason}`,
          expected: `a readable file of at most ${LARGEST_FILE_BYTES} bytes`,
        });
        return '';
      }
      failures.push({
        path,
        message: 'a reference that is of no known kind stands here',
        expected: '${env:NAME} or ${file:PATH}',
        hint: 'write $${ for a literal ${',
      });
      return '';
    });

  const walk = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string') return resolveText(value, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
    }
    return value;
  };

  const value = walk(document, []);
  return { value, failures, files: [...files] };
}

/** What is no name of a variable is not repeated: it may be the value itself. */
function missingVariable(name: string): Pick<ReferenceFailure, 'message' | 'expected' | 'hint'> {
  if (!VARIABLE_NAME.test(name))
    return { message: 'a reference names no environment variable', expected: 'letters, digits and _ after ${env:' };
  return { message: `environment variable ${name} is not set`, expected: `a value in ${name}`, hint: `export ${name}=…` };
}

function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

function readReferencedFile(file: string): { ok: true; text: string } | { ok: false; reason: string } {
  try {
    const status = statSync(file);
    // A pipe or a device may never end.
    if (!status.isFile()) return { ok: false, reason: 'is not a plain file' };
    if (status.size > LARGEST_FILE_BYTES) return { ok: false, reason: 'is too large' };
    return { ok: true, text: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    return { ok: false, reason: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` };
  }
}
