import { isSecretName, REDACTED } from '@airside/domain';

import { redactText } from './text.ts';

/**
 * A JSON text without the values, of whatever type, of members with secret names, and without secrets in other strings; undefined for what is no JSON
 * or nested too deeply. Numbers keep their digits; of a name that stands twice the last value stays.
 */
export function redactJson(text: string): string | undefined {
  try {
    return JSON.stringify(parseJson(text, redactMember));
  } catch {
    return undefined;
  }
}

function redactMember(this: unknown, name: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (!Array.isArray(this) && name !== '' && isSecretName(name)) return REDACTED;
  if (typeof value === 'string') return redactText(value);
  return typeof value === 'number' && source !== undefined ? rawJson(source) : value;
}

/** What ECMAScript 2026 adds to `JSON`, which TypeScript does not know yet. */
const { parse: parseJson, rawJSON: rawJson } = JSON as unknown as {
  readonly parse: (text: string, reviver: typeof redactMember) => unknown;
  readonly rawJSON: (source: string) => unknown;
};
