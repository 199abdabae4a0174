import { type Notification, printable } from '@airside/domain';

/** A notification as lines of plain text that hold no control characters, whatever callers have put into them. */
export interface Content {
  readonly title: string;
  /** Severity, state and title in one line. */
  readonly heading: string;
  readonly text: readonly string[];
  /** With the APIs, their owners and the time. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly commands: readonly string[];
}

const STATES = {
  opened: 'new',
  changed: 'changed',
  acknowledged: 'acknowledged',
  resolved: 'over',
} as const satisfies Record<Notification['state'], string>;

export function contentOf({ severity, state, title, text, facts, commands, apis, owners, time }: Notification): Content {
  return {
    title: printable(title),
    heading: printable(`[${severity}, ${STATES[state]}] ${title}`),
    text: text.split(/\r?\n/).map(printable),
    facts: [
      ...facts.map(([name, value]) => [printable(name), printable(value)] as const),
      ...(apis.length === 0 ? [] : [['APIs', printable(apis.join(', '))] as const]),
      ...(owners.length === 0 ? [] : [['Owners', printable(owners.join(', '))] as const]),
      ['Time', time],
    ],
    commands: commands.map(printable),
  };
}

/** All but the heading, as people read it in a mail or a ticket. */
export function plainText({ text, facts, commands }: Content): string {
  const factLines = facts.map(([name, value]) => `${name}: ${value}`);
  const parts = [text, factLines, commands.length === 0 ? [] : ['See more, or act:', ...commands.map((command) => `  ${command}`)]];
  return parts
    .filter((lines) => lines.some((line) => line !== ''))
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** At most so many UTF-16 units, no half characters; what is missing is said. */
export function fitText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
