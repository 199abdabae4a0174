import { alertDetailsView, alertView, formatSpan, formatValue, ruleView, testedView } from '@airside/control';
import { z } from 'zod';

import { withQuery } from '../admin/ask.ts';
import { askLive } from '../admin/ask-live.ts';
import type { OutputOptions } from '../admin/records.ts';
import { printList, timeText } from '../admin/show.ts';
import { sparkline } from '../alerts/sparkline.ts';
import { CommandError, EXIT } from '../exit.ts';
import { columns, counted, note, printable } from '../terminal.ts';

export interface ListAlertsOptions extends OutputOptions {
  readonly phase?: string;
  readonly rule?: string;
  readonly api?: string;
  readonly all?: boolean;
  readonly limit: number;
}

export interface AcknowledgeOptions extends OutputOptions {
  readonly rule?: string;
  readonly all?: boolean;
  readonly note?: string;
}

export interface TestAlertOptions extends OutputOptions {
  readonly channel?: readonly string[];
}

type AlertView = z.infer<typeof alertView>;

const HEADER = ['id', 'phase', 'severity', 'since', 'value', 'about', ''];

/** Prints alerts, those that fire first. */
export async function listAlerts(options: ListAlertsOptions): Promise<void> {
  const { phase, rule, api, all, limit } = options;
  const path = withQuery('/v1/alerts', { phase, rule, api, limit });
  const { items } = await askLive(options, { method: 'GET', path }, z.object({ items: z.array(alertView) }));
  const shown = all === true || phase !== undefined ? items : items.filter((alert) => alert.phase !== 'resolved');
  await printList(each(shown), { json: options.json, header: HEADER, row: rowOf, empty: 'nothing fires' });
}

/** Prints all that there is to say of an alert. */
export async function showAlert(id: string, options: OutputOptions): Promise<void> {
  const alert = await askLive(options, { method: 'GET', path: `/v1/alerts/${encodeURIComponent(id)}` }, alertDetailsView);
  process.stdout.write(options.json === true ? `${JSON.stringify(alert)}\n` : `${detailsText(alert)}\n`);
}

/** Acknowledges alerts; fails where none of those that are meant fires. */
export async function acknowledge(ids: readonly string[], options: AcknowledgeOptions): Promise<void> {
  const { rule, all, note: comment } = options;
  if ([ids.length > 0, rule !== undefined, all === true].filter(Boolean).length !== 1) {
    throw new CommandError('name alerts, or --rule, or --all: one of the three', { exitCode: EXIT.usage });
  }
  const body = {
    ...(ids.length > 0 && { ids }),
    ...(rule !== undefined && { rule }),
    ...(all === true && { all }),
    ...(comment !== undefined && { note: comment }),
  };
  const { items } = await askLive(
    options,
    { method: 'POST', path: '/v1/alert-acknowledgements', body },
    z.object({ items: z.array(alertView) }),
  );
  if (items.length === 0) throw new CommandError('none of them fires: there is nothing to acknowledge');
  await printList(each(items), { json: options.json, header: HEADER, row: rowOf, empty: '' });
  note(`acknowledged ${counted(items.length, 'alert')}: whoever was told is told so, and then nothing more until it is over`);
}

/** Prints the rules and their state. */
export async function listRules(options: OutputOptions & { readonly rule?: string }): Promise<void> {
  const { items } = await askLive(options, { method: 'GET', path: '/v1/alert-rules' }, z.object({ items: z.array(ruleView) }));
  const rules = items.filter(({ id }) => options.rule === undefined || id === options.rule);
  if (options.rule !== undefined && rules.length === 0) throw new CommandError(`there is no rule ${JSON.stringify(options.rule)}`);
  await printList(each(rules), {
    json: options.json,
    header: ['rule', 'kind', 'severity', 'state', 'nearest', 'looked at', ''],
    row: (rule) => [
      rule.builtIn ? `${rule.id} (built in)` : rule.id,
      rule.kind,
      rule.severity,
      stateText(rule),
      rule.nearest === null
        ? '-'
        : `${formatValue(rule.nearest.value, rule.nearest.unit)} of ${formatValue(rule.nearest.threshold, rule.nearest.unit)} (${labelsText(rule.nearest.labels)})`,
      timeText(rule.lookedMs ?? undefined),
      rule.error ?? rule.note ?? '',
    ],
    empty: 'there are no rules',
  });
}

/** Sends a test message. Fails where nobody gets it. */
export async function testAlert(rule: string | undefined, options: TestAlertOptions): Promise<void> {
  if (rule === undefined && options.channel === undefined) {
    throw new CommandError('name a rule, or a channel with --channel', { exitCode: EXIT.usage });
  }
  const body = { ...(rule !== undefined && { rule }), ...(options.channel !== undefined && { channels: options.channel }) };
  const tested = await askLive(options, { method: 'POST', path: '/v1/alert-tests', body }, testedView);
  if (options.json === true) process.stdout.write(`${JSON.stringify(tested)}\n`);
  else if (tested.channels.length > 0) {
    const to = printable(tested.channels.join(', '));
    process.stdout.write(`"${printable(tested.title)}" is on its way to ${to}; \`airside channels deliveries\` says what becomes of it\n`);
  }
  if (tested.channels.length === 0) {
    throw new CommandError('nobody was told: no channel is there that would get this message', {
      hint: 'see `channels` in the configuration, `for` of each of them, and `channels` of the rule',
    });
  }
}

function rowOf(alert: AlertView): readonly string[] {
  const { id, phase, severity, sinceMs, value, unit, title } = alert;
  const more = [
    ...(alert.acknowledged === null ? [] : [`acknowledged by ${alert.acknowledged.by}`]),
    ...(alert.quiet === null ? [] : [alert.quiet]),
    ...(alert.resolvedMs === null || phase !== 'resolved' ? [] : [`over at ${timeText(alert.resolvedMs)}`]),
  ];
  return [id, phase, severity, timeText(sinceMs), formatValue(value, unit), title, more.join('; ')];
}

function detailsText(alert: z.infer<typeof alertDetailsView>): string {
  const { value, threshold, unit, history } = alert;
  const rows: (readonly [string, string])[] = [
    ['id', alert.id],
    ['rule', alert.rule],
    ['severity', alert.severity],
    ['phase', `${alert.phase}${alert.comebacks > 0 ? `, came back ${counted(alert.comebacks, 'time')}` : ''}`],
    ['series', labelsText(alert.labels)],
    ['value', formatValue(value, unit)],
    ['threshold', formatValue(threshold, unit)],
    ['since', timeText(alert.sinceMs)],
    ['fired', timeText(alert.firedMs ?? undefined)],
    ...(alert.resolvedMs === null ? [] : [['over', timeText(alert.resolvedMs)] as const]),
    ...alert.facts.map(([name, fact]) => [name, fact] as const),
    ...(alert.acknowledged === null ? [] : [['acknowledged', acknowledgedText(alert.acknowledged)] as const]),
    ...(alert.quiet === null ? [] : [['quiet', alert.quiet] as const]),
  ];
  const known = history.map((point) => point.value).filter((point) => point !== null);
  const [first] = history;
  const last = history.at(-1);
  const graph =
    first === undefined || last === undefined || known.length === 0
      ? []
      : [
          '',
          sparkline(history.map((point) => point.value)),
          `${timeText(first.startMs)} to ${timeText(last.startMs)}, ${formatSpan((last.startMs - first.startMs) / Math.max(1, history.length - 1))} each, at most ${formatValue(Math.max(...known), historyUnit(unit))}`,
        ];
  return [printable(alert.title), '', columns(rows.map((row) => row.map(printable))), ...graph, '', ...toldText(alert)].join('\n');
}

/** Of a burn rate, the history is the share of errors. */
function historyUnit(unit: string): string {
  return unit === 'factor' ? 'share' : unit;
}

function toldText({ told, storms, dueMs, phase }: z.infer<typeof alertDetailsView>): string[] {
  const lines = told.map(
    ({ channel, atMs, what }) => `${timeText(atMs)}  ${what}  ${printable(channel === '*' ? 'all channels that want it' : channel)}`,
  );
  const asStorm = storms.map((channel) => `${printable(channel)} was told of it as part of a storm`);
  if (lines.length + asStorm.length > 0) return ['Who was told:', ...lines, ...asStorm];
  return [
    dueMs !== null && phase === 'firing' ? `Nobody was told yet: the first message is due at ${timeText(dueMs)}.` : 'Nobody was told.',
  ];
}

function acknowledgedText({ by, atMs, note: said }: NonNullable<AlertView['acknowledged']>): string {
  return `by ${by} at ${timeText(atMs)}${said === null ? '' : `: ${said}`}`;
}

function stateText({ state, firing, pending, overflow }: z.infer<typeof ruleView>): string {
  const counts = [
    ...(firing > 0 ? [`${firing} firing`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(overflow > 0 ? [`${overflow} too many`] : []),
  ];
  return counts.length === 0 ? state : counts.join(', ');
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  return text === '' ? 'all' : text;
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
