import { child, type Data, isPlainObject } from '../document/data.ts';
import { type Format, formatNamed } from '../formats.ts';

/** A path with the formats of the documents it is meant for; undefined for all. */
export interface ScopedPath {
  readonly path: string;
  readonly formats: readonly Format[] | undefined;
}

const ALIAS = /^#([A-Za-z0-9_-]+)/;
const MOST_PATHS = 1000;

/** An alias that leads nowhere. */
export class AliasError extends Error {}

/**
 * The paths that an expression stands for where it begins with an alias (`#Name`), which may stand for several and use others.
 * @throws {AliasError}
 */
export function expandAliases(
  expression: string,
  aliases: ReadonlyMap<string, Data>,
  within: readonly string[] = [],
): readonly ScopedPath[] {
  if (!expression.startsWith('#')) return [{ path: expression, formats: undefined }];
  const name = ALIAS.exec(expression)?.[1];
  if (name === undefined) throw new AliasError('an alias is written `#Name`, with letters, digits, `_` and `-`');
  if (within.includes(name)) throw new AliasError(`the alias "${name}" refers to itself: ${[...within, name].join(' -> ')}`);
  const alias = aliases.get(name);
  if (alias === undefined) throw new AliasError(`the alias "${name}" is not defined`);
  const rest = expression.slice(name.length + 1);
  const expanded = targetsOf(alias).flatMap(({ path, formats }) =>
    expandAliases(path + rest, aliases, [...within, name]).map((inner) => ({ path: inner.path, formats: narrow(formats, inner.formats) })),
  );
  if (expanded.length > MOST_PATHS) throw new AliasError(`the alias "${name}" stands for more than ${MOST_PATHS} paths`);
  return expanded;
}

function targetsOf(alias: Data): readonly ScopedPath[] {
  if (typeof alias === 'string') return [{ path: alias, formats: undefined }];
  if (Array.isArray(alias)) return alias.filter((item) => typeof item === 'string').map((path) => ({ path, formats: undefined }));
  const targets = child(alias, 'targets');
  if (!Array.isArray(targets)) return [];
  // The last target that fits counts: those before it are for the formats that it leaves.
  const claimed = new Set<Format>();
  return targets.toReversed().flatMap((target) => {
    const formats = formatsOf(child(target, 'formats')).filter((format) => !claimed.has(format));
    for (const format of formats) claimed.add(format);
    const given = child(target, 'given');
    const paths = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
    return isPlainObject(target) ? paths.filter((path) => typeof path === 'string').map((path) => ({ path, formats })) : [];
  });
}

function formatsOf(value: Data | undefined): readonly Format[] {
  return Array.isArray(value) ? value.flatMap((name) => (typeof name === 'string' ? (formatNamed(name) ?? []) : [])) : [];
}

function narrow(outer: readonly Format[] | undefined, inner: readonly Format[] | undefined): readonly Format[] | undefined {
  return outer && inner ? outer.filter((format) => inner.includes(format)) : (outer ?? inner);
}
