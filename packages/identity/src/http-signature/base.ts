import type { CredentialRequest } from '../authenticator.ts';
import { serializeItem } from '../structured-fields/serialize.ts';
import type { Item } from '../structured-fields/types.ts';
import { derivedComponent } from './derived-component.ts';
import { type ComponentValue, fieldValue } from './field-value.ts';

/**
 * What is signed (RFC 9421 section 2.5): a line for each covered component, then the signature's parameters. `serialized` is the value of
 * `@signature-params`.
 */
export function signatureBase(request: CredentialRequest, components: readonly Item[], serialized: string): ComponentValue {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const component of components) {
    const { bare, parameters } = component;
    if (bare.type !== 'string') return { ok: false, reason: 'a covered component is not a string' };
    // Section 2: parameters have no order where components are compared.
    const identity = JSON.stringify([bare.value, ...[...parameters].map((entry) => JSON.stringify(entry)).sort()]);
    if (seen.has(identity)) return { ok: false, reason: 'a component is covered twice' };
    seen.add(identity);
    const value = bare.value.startsWith('@')
      ? derivedComponent(request, bare.value, parameters)
      : fieldValue(request, bare.value, parameters);
    if (!value.ok) return value;
    lines.push(`${serializeItem(component)}: ${value.value}`);
  }
  return { ok: true, value: [...lines, `"@signature-params": ${serialized}`].join('\n') };
}
