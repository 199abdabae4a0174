import { type Data, type DataObject, isPlainObject, setMember } from '../document/data.ts';
import { formatTitled } from '../formats.ts';
import type { RuleFunction } from '../functions/rule-function.ts';
import { functionOf } from './custom-function.ts';

/** A rule set of a module, as data: functions became names, and rule sets that it extends stand apart. */
export interface ModuleRuleset {
  readonly data: DataObject;
  readonly functions: ReadonlyMap<string, RuleFunction>;
  /** What `extends` holds, in order: the name of a rule set, or one that the module has imported. */
  readonly extends: readonly { readonly target: string | object; readonly severity: Data | undefined }[];
}

const DEEPEST = 50;

/** Reads the default export of a module; undefined where it is no rule set. */
export function rulesetOfModule(exported: unknown): ModuleRuleset | undefined {
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return undefined;
  const { extends: extended, ...rest } = exported as Readonly<Record<string, unknown>>;
  const converter = new Converter();
  const data = converter.convert(rest, 0);
  if (!isPlainObject(data)) return undefined;
  return { data, functions: converter.functions, extends: extensionsOf(extended) };
}

class Converter {
  readonly functions = new Map<string, RuleFunction>();
  readonly #names = new Map<object, string>();

  convert(value: unknown, depth: number): Data | undefined {
    if (depth > DEEPEST || value === undefined || typeof value === 'symbol') return undefined;
    if (typeof value === 'function') return formatTitled(titleOf(value))?.name ?? this.#name(value as (...args: never[]) => unknown);
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof RegExp) return `/${value.source}/${value.flags}`;
    if (value instanceof Set) return this.convert([...value], depth);
    if (Array.isArray(value)) return value.flatMap((item) => this.convert(item, depth + 1) ?? []);
    if (typeof value !== 'object' || value === null) return value as Data;
    const object: DataObject = {};
    for (const [name, member] of Object.entries(value)) {
      const converted = this.convert(member, depth + 1);
      if (converted !== undefined) setMember(object, name, converted);
    }
    return object;
  }

  #name(value: (...args: never[]) => unknown): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const plain = value.name === '' ? 'function' : value.name;
    const name = this.functions.has(plain) ? `${plain} (${this.functions.size})` : plain;
    this.#names.set(value, name);
    this.functions.set(name, functionOf(value as never, name));
    return name;
  }
}

function titleOf(value: object): string {
  return 'displayName' in value && typeof value.displayName === 'string' ? value.displayName : '';
}

function extensionsOf(value: unknown): ModuleRuleset['extends'] {
  const entries = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return entries.flatMap((entry: unknown) => {
    const [target, severity] = Array.isArray(entry) ? (entry as readonly unknown[]) : [entry, undefined];
    if (typeof target !== 'string' && (typeof target !== 'object' || target === null)) return [];
    return [{ target, severity: severity as Data | undefined }];
  });
}
