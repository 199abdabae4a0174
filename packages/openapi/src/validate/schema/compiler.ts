import type { FuncKeywordDefinition, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { equalToOne, hasUniqueItems } from './equality.ts';
import { FORMATS } from './formats/index.ts';
import { mostTellingError, type SchemaError } from './messages.ts';
import { compilePattern } from './pattern.ts';
import {
  endOfReferences,
  FINITE_QUOTIENT,
  FORBIDDEN,
  LAZY_REFERENCE,
  LISTED,
  type Reading,
  transformSchema,
  UNIQUE_ITEMS,
  UnusableSchema,
} from './transform.ts';
import { UNEVALUATED_ITEMS, unevaluatedItems } from './unevaluated-items.ts';
import { ownNamesOnly } from './unevaluated-properties.ts';

/** What is wrong with a value first; undefined where it fits. */
export type Check = (value: JsonValue, valueBytes: number) => SchemaError | undefined;

const LEAST_STEPS = 20_000;
const STEPS_PER_BYTE = 100;

/** What checking a value may still cost. */
export interface Steps {
  left: number;
}

/** The steps that a value of that size may cost. */
function stepsFor(valueBytes: number): Steps {
  return { left: LEAST_STEPS + STEPS_PER_BYTE * valueBytes };
}

type DataValidateFunction = ReturnType<NonNullable<FuncKeywordDefinition['compile']>>;

/** A value costs more steps than it may. */
export class TooManySteps extends Error {}

/**
 * Compiles the schemas of a document (JSON Schema 2020-12), each when it is first needed and once. Following references costs steps, and a
 * value may cost only so many for its size: alternatives that refer to themselves would otherwise take time exponential in their depth.
 */
export class SchemaCompiler {
  readonly #document: DefinitionDocument;
  readonly #reading: Reading;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction | UnusableSchema>();
  #steps: Steps = { left: 0 };

  constructor(document: DefinitionDocument, reading: Reading) {
    this.#document = document;
    this.#reading = reading;
    this.#ajv = createAjv();
    this.#ajv.addKeyword({
      keyword: LAZY_REFERENCE,
      schemaType: 'string',
      errors: 'full',
      compile: (pointer: string) => this.#follow(pointer),
    });
  }

  /** The check for the schema at a pointer. A schema that cannot be used fits nothing: never throws. */
  check(pointer: string): Check {
    return (value, valueBytes) => this.#wrong(pointer, value, stepsFor(valueBytes));
  }

  /** The same for each item of a list, whose size counts as a whole. */
  checkItems(pointer: string): (list: readonly JsonValue[], listBytes: number) => SchemaError | undefined {
    return (list, listBytes) => {
      const steps = stepsFor(listBytes);
      for (const [index, item] of list.entries()) {
        const wrong = this.#wrong(pointer, item, steps);
        if (wrong) return { pointer: `/${index}${wrong.pointer}`, message: wrong.message };
      }
      return undefined;
    };
  }

  #wrong(pointer: string, value: JsonValue, steps: Steps): SchemaError | undefined {
    this.#steps = steps;
    try {
      const validate = this.#validator(pointer);
      return validate(value) ? undefined : mostTellingError(validate.errors ?? []);
    } catch (error) {
      if (error instanceof TooManySteps) return { pointer: '', message: 'takes too many steps to check' };
      return { pointer: '', message: 'cannot be checked: its schema is not usable' };
    }
  }

  /** Whether a value fits the schema at a pointer, at the cost of steps that are shared. Throws `TooManySteps`. */
  fits(pointer: string, value: JsonValue, steps: Steps): boolean {
    this.#steps = steps;
    try {
      return this.#validator(pointer)(value);
    } catch (error) {
      if (error instanceof TooManySteps) throw error;
      return false;
    }
  }

  /** What only refers to a schema shares its validator: the same few schemas are referred to by every operation. */
  #validator(pointer: string): ValidateFunction {
    let compiled = this.#compiled.get(pointer);
    if (compiled === undefined) {
      const end = endOfReferences(this.#document, pointer);
      compiled = this.#compiled.get(end) ?? this.#compile(end);
      this.#compiled.set(end, compiled);
      this.#compiled.set(pointer, compiled);
    }
    if (compiled instanceof UnusableSchema) throw compiled;
    return compiled;
  }

  #compile(pointer: string): ValidateFunction | UnusableSchema {
    try {
      const schema = transformSchema(this.#document, pointer, this.#reading);
      return this.#ajv.compile(typeof schema === 'boolean' ? schema : (schema as object));
    } catch (error) {
      return error instanceof UnusableSchema ? error : new UnusableSchema('the schema cannot be compiled', { cause: error });
    }
  }

  #follow(pointer: string): DataValidateFunction {
    const follow: DataValidateFunction = (data, context) => {
      this.#steps.left -= 1;
      if (this.#steps.left < 0) throw new TooManySteps();
      const validate = this.#validator(pointer);
      const fits = validate(data, context);
      follow.errors = validate.errors ?? [];
      return fits;
    };
    return follow;
  }
}

function createAjv(): Ajv2020 {
  const regExp = Object.assign(
    (source: string) => {
      const pattern = compilePattern(source);
      if ('problem' in pattern) throw new UnusableSchema(`the pattern cannot be matched in linear time: ${pattern.problem}`);
      return pattern;
    },
    { code: 'linear' },
  );
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    addUsedSchema: false,
    allErrors: false,
    messages: false,
    inlineRefs: false,
    // Without it `constructor` would count as a property of every object.
    ownProperties: true,
    // 19.99 is a multiple of 0.01, whatever binary fractions say.
    multipleOfPrecision: 6,
    discriminator: true,
    formats: FORMATS,
    code: { regExp },
  });
  const unevaluated = ajv.getKeyword('unevaluatedProperties');
  if (typeof unevaluated === 'object' && 'code' in unevaluated)
    ajv.removeKeyword('unevaluatedProperties').addKeyword(ownNamesOnly(unevaluated));
  const discriminator = ajv.getKeyword('discriminator');
  // Where it is put by default it comes too late to say which properties its alternatives have evaluated.
  if (typeof discriminator === 'object')
    ajv.removeKeyword('discriminator').addKeyword({ ...discriminator, before: 'unevaluatedProperties' });
  for (const keyword of Object.values(FORBIDDEN)) ajv.addKeyword({ keyword, schemaType: 'boolean', errors: false, validate: () => false });
  ajv.addKeyword({
    keyword: UNEVALUATED_ITEMS,
    type: 'array',
    errors: false,
    compile: (wanted: JsonValue, schema, { schemaEnv }) => {
      const definitions = (schemaEnv.root.schema as JsonObject)['$defs'] as JsonObject;
      const checks = new Map<JsonValue, ValidateFunction>();
      const fits = (part: JsonValue, value: JsonValue): boolean => {
        const check = checks.get(part) ?? ajv.compile(typeof part === 'boolean' ? part : { ...(part as JsonObject), $defs: definitions });
        checks.set(part, check);
        return check(value);
      };
      return (list: readonly JsonValue[]) =>
        unevaluatedItems(schema as JsonObject, list, { definitions, fits }).every((item) => fits(wanted, item));
    },
  });
  ajv.addKeyword({
    keyword: FINITE_QUOTIENT,
    type: 'number',
    schemaType: 'number',
    errors: false,
    validate: (divisor: number, value: number) => Number.isFinite(value / divisor),
  });
  ajv.addKeyword({
    keyword: LISTED,
    schemaType: 'array',
    errors: false,
    compile: (lists: readonly (readonly JsonValue[])[]) => {
      const checks = lists.map(equalToOne);
      return (value: JsonValue) => checks.every((isListed) => isListed(value));
    },
  });
  return ajv.addKeyword({
    keyword: UNIQUE_ITEMS,
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (wanted: boolean, items: readonly JsonValue[]) => !wanted || hasUniqueItems(items),
  });
}
