import { isSecretName, REDACTED } from '@airside/domain';

import { withoutSecretForms } from './forms.ts';

/**
 * A path fit for the record: what has the form of a credential is replaced, and so are matrix parameters with secret names (`;jsessionid=…`) and
 * segments that the operation's template gives a secret name (`/reset/{token}`).
 */
export function redactPath(path: string, template: string | null): string {
  const segments = path.split('/');
  const named = template?.split('/') ?? [];
  // Behind what the API and its servers are published under, the segments of template and path are the same in number.
  const offset = segments.length - named.length;
  return segments
    .map((segment, index) => {
      const [name = '', ...parameters] = segment.split(';');
      const value = isSecretSegment(named[index - offset]) ? REDACTED : name;
      return [withoutSecretForms(value), ...parameters.map(redactMatrixParameter)].join(';');
    })
    .join('/');
}

function isSecretSegment(template: string | undefined): boolean {
  const names = template?.match(/\{[^{}]*\}/g) ?? [];
  return names.some((name) => isSecretName(name));
}

function redactMatrixParameter(parameter: string): string {
  const equals = parameter.indexOf('=');
  const name = equals === -1 ? '' : parameter.slice(0, equals);
  return isSecretName(name) ? `${name}=${REDACTED}` : withoutSecretForms(parameter);
}
