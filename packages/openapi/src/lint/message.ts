import type { Data, Key } from './document/data.ts';
import { printAsText, printDotPath, printPointer, printValue } from './print.ts';

/** What the placeholders of a message stand for. */
export interface MessageValues {
  readonly property: Key;
  readonly error: string;
  readonly path: readonly Key[];
  readonly description: string | undefined;
  readonly value: Data | undefined;
}

export function propertyOf(path: readonly Key[], wanted: readonly Key[]): Key {
  if (wanted.length > path.length) return printDotPath(wanted.slice(Math.max(0, path.length - 1)));
  return path.at(-1) ?? '';
}

const PLACEHOLDER = /#?\{\{([^}\n]+)\}\}/g;
const PRINT = /^print\(\s*(["'])(\w+)\1\s*\)$/;

/** Fills in `{{property}}`, `{{error}}`, `{{path}}`, `{{description}}`, `{{value}}` and `#{{print("property")}}`. Unknown ones become empty. */
export function fillIn(message: string, values: MessageValues): string {
  if (!message.includes('{{')) return message;
  return message.replace(PLACEHOLDER, (whole, inner: string) => {
    if (whole.startsWith('#')) {
      const printed = PRINT.exec(inner.trim())?.[2];
      return printed === undefined ? '' : print(printed, values);
    }
    return named(inner, values) ?? '';
  });
}

function print(what: string, values: MessageValues): string {
  if (what === 'property') return values.property === '' ? 'The document ' : `"${values.property}" property `;
  if (what === 'value') return printValue(values.value);
  return named(what, values) ?? '';
}

function named(name: string, values: MessageValues): string | undefined {
  switch (name) {
    case 'property':
    case 'error':
      return String(values[name]);
    case 'path':
      return printPointer(values.path);
    case 'description':
      return values.description === undefined ? 'null' : values.description;
    case 'value':
      return printAsText(values.value);
    default:
      return undefined;
  }
}
