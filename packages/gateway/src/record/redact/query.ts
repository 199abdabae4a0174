import { decoded, isSecretName, REDACTED } from '@airside/domain';

import { hasSecretForm } from './forms.ts';
import { redactText } from './text.ts';

const LONGEST_QUERY = 4096;
const NONE: ReadonlySet<string> = new Set();

/** A query fit for the record: as `redactPairs` writes it, and cut where it is very long. `secret` are names of parameters that are secret in any case. */
export function redactQuery(query: string, secret: ReadonlySet<string> = NONE): string {
  const redacted = redactPairs(query, secret);
  return redacted.length > LONGEST_QUERY ? redacted.slice(0, LONGEST_QUERY) : redacted;
}

/**
 * The pairs of a query or a form fit for the record: values of parameters with secret names are replaced, and so are values that have the form of a
 * credential or are a URL, a list or JSON with such a parameter in it.
 */
export function redactPairs(text: string, secret: ReadonlySet<string> = NONE): string {
  if (text === '') return '';
  return text
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals === -1 ? '' : pair.slice(0, equals);
      const value = pair.slice(equals + 1);
      if (equals !== -1 && (isSecretName(name) || (secret.size > 0 && secret.has(decoded(name.replaceAll('+', ' '))))))
        return `${name}=${REDACTED}`;
      if (!holdsSecret(value)) return pair;
      return equals === -1 ? REDACTED : `${name}=${REDACTED}`;
    })
    .join('&');
}

function holdsSecret(value: string): boolean {
  const text = decoded(value.replaceAll('+', ' '));
  if (hasSecretForm(text)) return true;
  if (text.includes(':') && redactText(text) !== text) return true;
  return text.includes('=') && text.split(/[?&#;,]/).some((part) => part.includes('=') && isSecretName(part.slice(0, part.indexOf('='))));
}
