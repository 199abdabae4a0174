import { alphabetical } from './alphabetical.ts';
import { or, xor } from './alternatives.ts';
import { casing } from './casing.ts';
import { enumeration } from './enumeration.ts';
import { length } from './length.ts';
import { pattern } from './pattern.ts';
import { defined, falsy, truthy, undefinedFunction } from './presence.ts';
import type { RuleFunction } from './rule-function.ts';
import { schema } from './schema.ts';
import { typedEnum } from './typed-enum.ts';
import { unreferencedReusableObject } from './unreferenced.ts';

const ALL: readonly RuleFunction[] = [
  alphabetical,
  casing,
  defined,
  enumeration,
  falsy,
  length,
  or,
  pattern,
  schema,
  truthy,
  typedEnum,
  undefinedFunction,
  unreferencedReusableObject,
  xor,
];

/** The functions that every rule set can name. */
export const CORE_FUNCTIONS: ReadonlyMap<string, RuleFunction> = new Map(ALL.map((one) => [one.name, one]));
