import { isSecretName, REDACTED } from '@airside/domain';

import { withoutSecretForms } from './forms.ts';

/**
 * A text of any kind fit for the record: without what has the form of a credential, and without the values of `name=value` and `"name": value` where
 * the name is a secret's. For header fields, reasons, bodies.
 */
export function redactText(text: string): string {
  return withoutSecretAssignments(withoutSecretForms(text)).replaceAll(MEMBERS, (whole, name: string) =>
    isSecretName(name) ? `"${name}":"${REDACTED}"` : whole,
  );
}

function withoutSecretAssignments(text: string): string {
  let result = '';
  let copied = 0;
  // What stands behind one `=` may be the name before another: `url=/reset?token=…`. So values are looked at where names are secret only.
  for (const { 1: name = '', index, 0: whole } of text.matchAll(ASSIGNED)) {
    if (index < copied || !isSecretName(name)) continue;
    const start = index + whole.length;
    DELIMITERS.lastIndex = start;
    const end = DELIMITERS.exec(text)?.index ?? text.length;
    if (end === start) continue;
    result += text.slice(copied, start) + REDACTED;
    copied = end;
  }
  return result + text.slice(copied);
}

/** Names are bounded, so that a text which is all name costs a bounded number of steps for each character. */
const ASSIGNED = /([A-Za-z0-9_.%[\]-]{1,64})=/g;
const DELIMITERS = /[&\s;,"'#]/g;
const MEMBERS = /"([^"\\]{1,64})"\s{0,8}:\s{0,8}(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s",[{}\]]+)/g;
