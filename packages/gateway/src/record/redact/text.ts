import { isSecretName, REDACTED } from '@airside/domain';

import { withoutSecretForms } from './forms.ts';
import { withoutNamedValues } from './named-values.ts';

/**
 * A text of any kind fit for the record: without what has the form of a credential, and without the values of `name=value` and `"name": value` where
 * the name is a secret's. For header fields and reasons.
 */
export function redactText(text: string): string {
  return withoutNamedValues(withoutSecretForms(text), { bareColons: false });
}

/** The same for what callers and upstreams say in bodies, where secrets also stand behind `name: value` and in XML elements with secret names. */
export function redactContent(text: string): string {
  return withoutNamedValues(withoutSecretElements(withoutSecretForms(text)), { bareColons: true });
}

const START_TAG = /<([\p{L}\p{N}_.:-]{1,128})(?:\s[^<>]*)?>/gu;

function withoutSecretElements(text: string): string {
  let result = '';
  let copied = 0;
  for (const { 0: tag, 1: name = '', index } of text.matchAll(START_TAG)) {
    if (index < copied || tag.endsWith('/>') || !isSecretName(name)) continue;
    const start = index + tag.length;
    const close = text.indexOf(`</${name}`, start);
    result += text.slice(copied, start) + REDACTED;
    copied = close === -1 ? text.length : close;
  }
  return result + text.slice(copied);
}
