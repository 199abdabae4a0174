import { toPointer } from '@airside/domain/text';

import type { JsonValue } from '../../json.ts';
import { parseJsonText } from '../body/json.ts';
import type { Check } from '../schema/compiler.ts';
import type { SchemaError } from '../schema/messages.ts';
import type { Violation } from '../violation.ts';
import { assemble, type Decode } from './assemble.ts';
import type { Readings } from './coerce.ts';
import type { Parameter } from './parameter.ts';
import type { Raw } from './raw.ts';

/** What is wrong with a parameter that was taken apart; undefined where it fits. */
export function checkParameter(parameter: Parameter, raw: Raw, decode: Decode, check: Check | undefined): Violation | undefined {
  if (raw.kind === 'absent') return parameter.required ? violation(parameter, 'is required') : undefined;
  if (raw.kind === 'text' && raw.text === '' && parameter.allowEmptyValue) return undefined;
  if (parameter.isJson && raw.kind === 'text') return checkJson(parameter, raw.text, decode, check);
  const assembled = assemble(raw, parameter.shape, decode);
  if ('broken' in assembled) return violation(parameter, assembled.broken);
  if (!check) return undefined;
  const wrong = wrongWith(assembled, check, sizeOf(raw));
  return wrong && violation(parameter, wrong.message, wrong.pointer);
}

function checkJson(parameter: Parameter, text: string, decode: Decode, check: Check | undefined): Violation | undefined {
  const decoded = decode(text);
  if (decoded === undefined) return violation(parameter, 'has broken percent-encoding');
  const parsed = parseJsonText(decoded);
  if ('message' in parsed) return violation(parameter, parsed.message, parsed.pointer);
  const wrong = check?.(parsed.value satisfies JsonValue, text.length);
  return wrong && violation(parameter, wrong.message, wrong.pointer);
}

/** The first that is wrong: where all readings are needed with any of them, else only where none fits. */
function wrongWith({ needed, values }: Readings, check: Check, size: number): SchemaError | undefined {
  let first: SchemaError | undefined;
  for (const value of values) {
    const wrong = check(value, size);
    if (wrong === undefined && needed === 'any') return undefined;
    if (wrong !== undefined && needed === 'all') return wrong;
    first ??= wrong;
  }
  return first;
}

function sizeOf(raw: Raw): number {
  if (raw.kind === 'text') return raw.text.length;
  if (raw.kind === 'list') return raw.texts.reduce((sum, text) => sum + text.length, 0);
  return raw.kind === 'members' ? raw.entries.reduce((sum, [name, texts]) => sum + name.length + texts.join('').length, 0) : 0;
}

function violation(parameter: Parameter, message: string, inner = ''): Violation {
  return { in: parameter.in, pointer: `${toPointer([parameter.name])}${inner}`, message };
}
