import { type Data, type DataObject, isPlainObject } from '../document/data.ts';

/** The options as an object, or what is wrong with them: which names there may be, which there must be. */
export function optionsOf(
  name: string,
  options: Data | undefined,
  allowed: readonly string[],
  required: readonly string[] = [],
): { readonly options: DataObject } | { readonly problem: string } {
  if (options === undefined || options === null) {
    return required.length === 0 ? { options: {} } : { problem: `"${name}" function is missing "${required[0]}" option` };
  }
  if (!isPlainObject(options)) return { problem: `"${name}" function has invalid options specified: expected an object` };
  const unknown = Object.keys(options).find((option) => !allowed.includes(option));
  if (unknown !== undefined) return { problem: `"${name}" function does not support "${unknown}" option` };
  const missing = required.find((option) => !Object.hasOwn(options, option));
  if (missing !== undefined) return { problem: `"${name}" function is missing "${missing}" option` };
  return { options };
}

/** What is wrong with options given to a function that takes none. */
export function noOptions(name: string, options: Data | undefined): { readonly problem: string } | undefined {
  return options === undefined || options === null ? undefined : { problem: `"${name}" function does not accept any options` };
}
