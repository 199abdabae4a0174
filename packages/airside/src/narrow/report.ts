import type { Tightening } from '@airside/openapi';

import type { ReplayResult } from '../replay/replay-traffic.ts';
import { report as replayReport } from '../replay/report.ts';
import { counted, paint, printable } from '../terminal.ts';
import type { Narrowing } from './learn.ts';
import type { SettingProposal } from './settings.ts';

const MOST_SHOWN = 200;
const LONGEST_VALUE = 120;

/** The proposals in words, and what they would have done. */
export function narrowReport({ calls, settings, tightenings }: Narrowing, replayed: ReplayResult | undefined): string {
  const schemas = [...tightenings].flatMap(([api, list]) => list.map((each) => ({ api, ...each })));
  if (calls === 0) return 'There are no recorded exchanges to learn from.\n';
  if (settings.length + schemas.length === 0 || replayed === undefined) return `Nothing to narrow in ${counted(calls, 'exchange')}.\n`;
  const rest = schemas.length - MOST_SHOWN;
  const parts = [
    ...(settings.length > 0 ? [[paint('bold', 'Settings'), ...settings.map(settingText)].join('\n')] : []),
    ...(schemas.length > 0
      ? [
          [
            paint('bold', 'Definitions'),
            ...schemas.slice(0, MOST_SHOWN).map(tighteningText),
            ...(rest > 0 ? [`  and ${rest} more (--json)`] : []),
          ].join('\n'),
        ]
      : []),
    `${paint('bold', 'Tried on the same traffic, with all of it applied')}\n${replayReport(replayed)}`.trimEnd(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function settingText({ path, before, after, reason }: SettingProposal): string {
  const from = before === null ? '' : `${short(before)} -> `;
  return printable(`  ${path.join('.')}: ${from}${short(after)}\n    ${reason}`).replaceAll('\\u000a', '\n');
}

function tighteningText({ api, method, template, place, keyword, value, calls }: Tightening & { readonly api: string }): string {
  return printable(`  ${api}  ${method} ${template}  ${place}: ${keyword} ${short(value)}  (${counted(calls, 'call')})`);
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
