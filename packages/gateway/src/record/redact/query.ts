import { decoded, isSecretName, REDACTED } from '@airside/domain';

import { hasSecretForm } from './forms.ts';

const LONGEST_QUERY = 4096;

/**
 * A query fit for the record: values of parameters with secret names are replaced, and so are values that have the form of a credential or are a
 * URL or list with such a parameter in it. It is cut where it is very long. Form bodies are written the same way.
 */
export function redactQuery(query: string): string {
  if (query === '') return '';
  const redacted = query
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals === -1 ? '' : pair.slice(0, equals);
      const value = pair.slice(equals + 1);
      if (equals !== -1 && isSecretName(name)) return `${name}=${REDACTED}`;
      if (!holdsSecret(value)) return pair;
      return equals === -1 ? REDACTED : `${name}=${REDACTED}`;
    })
    .join('&');
  return redacted.length > LONGEST_QUERY ? redacted.slice(0, LONGEST_QUERY) : redacted;
}

function holdsSecret(value: string): boolean {
  const text = decoded(value);
  if (hasSecretForm(text)) return true;
  return text.includes('=') && text.split(/[?&#;,]/).some((part) => part.includes('=') && isSecretName(part.slice(0, part.indexOf('='))));
}
