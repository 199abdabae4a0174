import { child, type Data, type DataObject, isContainer, isPlainObject } from '../document/data.ts';
import { printAsText } from '../print.ts';
import type { Dialect } from './dialect.ts';
import { errorMessages } from './error-message.ts';
import type { Check, KeywordCompiler } from './keyword.ts';
import { ANY_KEYWORDS } from './keywords-any.ts';
import { ARRAY_KEYWORDS } from './keywords-array.ts';
import { OBJECT_KEYWORDS } from './keywords-object.ts';
import { NUMBER_KEYWORDS, STRING_KEYWORDS } from './keywords-scalar.ts';
import { type Resource, Resources } from './resources.ts';
import type { InstancePath, Run } from './run.ts';

interface Group {
  readonly type: 'number' | 'string' | 'array' | 'object' | undefined;
  readonly checks: readonly Check[];
  /** The one type that the schema allows is this one: its check was put off until here. */
  readonly isOnlyType: boolean;
}

/** In Ajv's order. */
const GROUPS = [
  [undefined, ANY_KEYWORDS],
  ['number', NUMBER_KEYWORDS],
  ['string', STRING_KEYWORDS],
  ['array', ARRAY_KEYWORDS],
  ['object', OBJECT_KEYWORDS],
] as const;

export interface CompilerOptions {
  /** Schemas that references lead to by their identifiers. */
  readonly others?: readonly DataObject[];
  /** Keywords that allow null besides the `type`. */
  readonly nullable?: readonly string[];
}

/**
 * Compiles JSON Schemas to closures, each part when it is first needed. Checks keywords in Ajv's order and words, so that the first error
 * is the same; unlike Ajv it makes no code, which for schemas that are used once is many times faster.
 */
export class SchemaCompiler {
  readonly #dialect: Dialect;
  readonly #nullable: readonly string[];
  readonly #resources: Resources;
  readonly #checks = new Map<object, Check>();

  constructor(dialect: Dialect, options: CompilerOptions = {}) {
    this.#dialect = dialect;
    this.#nullable = options.nullable ?? ['nullable'];
    const others = options.others ?? [];
    this.#resources = new Resources(others);
  }

  compile(schema: Data): Check {
    return this.#lazy(schema, this.#resources.of(schema));
  }

  #lazy(schema: Data, resource: Resource): Check {
    if (schema === true || !isContainer(schema)) return schema === false ? NEVER : ALWAYS;
    const known = this.#checks.get(schema);
    if (known) return known;
    let compiled: Check | undefined;
    const check: Check = (value, run, path, seen) => {
      compiled ??= this.#compileSchema(schema, isPlainObject(schema) ? this.#resources.within(schema, resource) : resource);
      const known = seen === undefined && isContainer(value) ? fittedBy(check, run) : undefined;
      if (known?.has(value as object)) return true;
      run.step();
      run.depth += 1;
      const fits = compiled(value, run, path, seen);
      run.depth -= 1;
      if (fits) known?.add(value as object);
      return fits;
    };
    this.#checks.set(schema, check);
    return check;
  }

  #compileSchema(schema: Data, resource: Resource): Check {
    if (!isPlainObject(schema)) return ALWAYS;
    const isNullable = this.#nullable.some((name) => schema[name] === true);
    const types = typesOf(schema, isNullable);
    const groups = this.#groups(schema, resource, types);
    const [only] = types.length === 1 ? types : [];
    const isPutOff = groups.some((group) => group.isOnlyType && group.type === only);
    const typeCheck = types.length > 0 && !isPutOff ? types : undefined;
    const typeMessage = { plain: typeMessageOf(schema), nullable: `${typeMessageOf(schema)}${isNullable ? ',null' : ''}` };
    const check: Check = (value, run, path, seen) => runGroups(value, run, path, seen, groups, typeCheck, typeMessage);
    return errorMessages(schema, this.#withUnevaluated(schema, resource, anchored(schema, check)));
  }

  #groups(schema: DataObject, resource: Resource, types: readonly string[]): readonly Group[] {
    const context = {
      dialect: this.#dialect,
      sub: (inner: Data) => this.#lazy(inner, resource),
      reference: (text: string) => this.#reference(text, resource),
    };
    return GROUPS.flatMap(([type, keywords]): readonly Group[] => {
      const checks: Check[] = [];
      for (const [name, compile] of keywords as ReadonlyMap<string, KeywordCompiler<Data>>) {
        const argument = Object.hasOwn(schema, name) ? schema[name] : undefined;
        const check = argument === undefined ? undefined : compile(argument, schema, context);
        if (check) checks.push(check);
      }
      // `type` itself belongs to the keywords for every type: where it fails, those for single types are not looked at.
      const isUsed = type === undefined || [...keywords.keys()].some((name) => Object.hasOwn(schema, name));
      return isUsed ? [{ type, checks, isOnlyType: types.length === 1 && types[0] === type }] : [];
    });
  }

  #reference(text: string, resource: Resource): Check | undefined {
    if (text === '#meta') {
      const own = this.#lazy(resource.root, resource);
      return (value, run, path, seen) => {
        const outermost = run.dynamic;
        return (outermost === undefined ? own : (this.#checks.get(outermost) ?? own))(value, run, path, seen);
      };
    }
    const target = this.#resources.resolve(text, resource);
    return target && this.#lazy(target.schema, target.resource);
  }

  #withUnevaluated(schema: DataObject, resource: Resource, check: Check): Check {
    const argument = schema['unevaluatedProperties'];
    if (argument === undefined) return check;
    const inner = argument === false ? undefined : this.#lazy(argument, resource);
    return (value, run, path, seen) => {
      const looked = new Set<string>();
      let fits = check(value, run, path, looked);
      if (!fits && run.stopsAtFirst) return false;
      for (const name of isPlainObject(value) ? Object.keys(value) : []) {
        if (looked.has(name)) continue;
        looked.add(name);
        const isFine = inner
          ? inner(child(value, name) ?? null, run, { parent: path, key: name }, undefined)
          : run.fail(path, 'unevaluatedProperties', 'must NOT have unevaluated properties', { unevaluatedProperty: name });
        fits &&= isFine;
        if (!fits && run.stopsAtFirst) return false;
      }
      for (const name of looked) seen?.add(name);
      return fits;
    };
  }
}

function fittedBy(check: Check, run: Run): WeakSet<object> | undefined {
  if (!run.fitted) return undefined;
  const known = run.fitted.get(check) ?? new WeakSet<object>();
  run.fitted.set(check, known);
  return known;
}

/** Within a schema with `$dynamicAnchor` that nothing around it has, `$dynamicRef` leads back to it. */
function anchored(schema: DataObject, check: Check): Check {
  if (schema['$dynamicAnchor'] !== 'meta') return check;
  return (value, run, path, seen) => {
    if (run.dynamic !== undefined) return check(value, run, path, seen);
    run.dynamic = schema;
    const fits = check(value, run, path, seen);
    run.dynamic = undefined;
    return fits;
  };
}

function runGroups(
  value: Data,
  run: Run,
  path: InstancePath | undefined,
  seen: Set<string> | undefined,
  groups: readonly Group[],
  types: readonly string[] | undefined,
  typeMessage: { readonly plain: string; readonly nullable: string },
): boolean {
  const before = run.errors.length;
  let fits = true;
  const failType = (): void => {
    fits = run.fail(path, 'type', `must be ${run.tellsNullable ? typeMessage.nullable : typeMessage.plain}`);
  };
  if (types && !types.some((type) => isOfType(value, type))) {
    failType();
    if (run.stopsAtFirst && run.composite === 0) return false;
  }
  for (const group of groups) {
    if (group.type === undefined || isOfType(value, group.type)) {
      for (const check of group.checks) {
        if (check(value, run, path, seen)) continue;
        fits = false;
        if (run.stopsAtFirst) break;
      }
    } else if (group.isOnlyType && !types) failType();
    if (run.stopsAtFirst && (run.errors.length !== before || !fits)) return false;
  }
  return fits;
}

function typesOf({ type }: DataObject, isNullable: boolean): readonly string[] {
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string');
  return types.length > 0 && isNullable && !types.includes('null') ? [...types, 'null'] : types;
}

function typeMessageOf({ type }: DataObject): string {
  return printAsText(type);
}

function isOfType(value: Data, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isPlainObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

const ALWAYS: Check = () => true;
const NEVER: Check = (_value, run, path) => run.fail(path, 'false schema', 'boolean schema is false');
