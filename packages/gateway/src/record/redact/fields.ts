import { isSecretName, REDACTED } from '@airside/domain';

import { printable } from '../printable.ts';
import { redactText } from './text.ts';

const MOST_FIELDS = 200;
const LONGEST_VALUE = 4096;
/** Credentials behind the name of their scheme (RFC 9110 section 11.4), which tells what is used and is none. */
const WITH_SCHEME = new Set(['authorization', 'proxy-authorization']);

/**
 * Header fields (names and values alternating) fit for the record, names in lower case. Of credentials the scheme stays, of cookies their names and
 * attributes; the values of all other fields with secret names go, and secrets in the rest.
 */
export function redactFields(fields: readonly string[], secretFields: ReadonlySet<string>): [string, string][] {
  const redacted: [string, string][] = [];
  for (let index = 0; index + 1 < fields.length && redacted.length < MOST_FIELDS; index += 2) {
    const name = (fields[index] as string).toLowerCase();
    redacted.push([name, fitValue(name, (fields[index + 1] as string).slice(0, LONGEST_VALUE), secretFields)]);
  }
  return redacted;
}

/**
 * Fields that were fit for the record as they were, by name and value: most requests have the same ones, and to look for secrets costs more than all else.
 * What is not fit is not remembered here.
 */
const harmless = new Set<string>();
const MOST_HARMLESS = 2000;
const LONGEST_HARMLESS = 200;

function fitValue(name: string, value: string, secretFields: ReadonlySet<string>): string {
  const key = `${name}:${value}`;
  if (harmless.has(key) && !secretFields.has(name)) return value;
  const fit = printable(redactedValue(name, value, secretFields));
  if (fit === value && value !== REDACTED && key.length <= LONGEST_HARMLESS) {
    if (harmless.size >= MOST_HARMLESS) harmless.clear();
    harmless.add(key);
  }
  return fit;
}

function redactedValue(name: string, value: string, secretFields: ReadonlySet<string>): string {
  if (secretFields.has(name)) return REDACTED;
  if (WITH_SCHEME.has(name)) return withoutCredentials(value);
  if (name === 'cookie') return value.split(';').map(withoutValue).join('; ');
  if (name === 'set-cookie') {
    const [cookie = '', ...attributes] = value.split(';');
    return [withoutValue(cookie), ...attributes.map((attribute) => redactText(attribute.trim()))].join('; ');
  }
  return name === 'airside-identity' || isSecretName(name) ? REDACTED : redactText(value);
}

function withoutCredentials(value: string): string {
  const space = value.indexOf(' ');
  const scheme = value.slice(0, Math.max(0, space));
  return SCHEME.test(scheme) ? `${scheme} ${REDACTED}` : REDACTED;
}

const SCHEME = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;

/** A cookie without an equals sign is a value without a name. */
function withoutValue(cookie: string): string {
  const equals = cookie.indexOf('=');
  return equals === -1 ? REDACTED : `${cookie.slice(0, equals).trim()}=${REDACTED}`;
}
