import { isIP } from 'node:net';

import { pageOf, sanctionChanged, sanctionView } from '@airside/control';
import { type Subject, subjectKey, subjectOf } from '@airside/domain';

import { ask, withQuery } from '../admin/ask.ts';
import { askLive } from '../admin/ask-live.ts';
import { noteEffect } from '../admin/effect.ts';
import { type OutputOptions, printPage } from '../admin/records.ts';
import { SANCTION_HEADER, sanctionRow } from '../behavior/sanction-row.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, printable } from '../terminal.ts';

export interface BlockOptions extends OutputOptions {
  readonly for: number;
  readonly api?: string;
  readonly throttle?: number;
  readonly stepUp?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

export interface BlockListOptions extends OutputOptions {
  readonly all?: boolean;
  readonly caller?: Subject;
  readonly limit: number;
}

export type UnblockOptions = OutputOptions;

export async function block(match: readonly Subject[], options: BlockOptions): Promise<void> {
  const { for: forMs, api = null, throttle, stepUp, reason, dryRun = false } = options;
  const action = throttle !== undefined ? 'throttle' : stepUp === true ? 'stepUp' : 'block';
  const body = { action, match, api, forMs, dryRun, requestsPerMinute: throttle ?? null, ...(reason !== undefined && { reason }) };
  const { record, effect, warning } = await ask(options, { method: 'POST', path: '/v1/sanctions', body }, sanctionChanged);
  const names = match.map(subjectKey).join(' + ');
  const text = `${DONE[action]}${dryRun ? ' (dry-run)' : ''}: ${printable(names)} until ${record.expires}; undo it with: unblock ${record.id}`;
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${text}\n`);
  if (warning !== null) note(printable(`but ${warning}`));
  noteEffect(effect);
}

const DONE = { block: 'blocked', throttle: 'slowed down', stepUp: 'has to prove who it is' } as const;

/** Ends sanctions by their ids, and all that are in effect for the names given; none where one of the ids is that of none. */
export async function unblock(targets: readonly string[], options: UnblockOptions): Promise<void> {
  const ids = new Set<string>();
  for (const target of targets) {
    const subject = subjectOf(isIP(target) === 0 ? target : `address:${target}`);
    if (subject === undefined) ids.add((await askLive(options, { method: 'GET', path: pathOf(target) }, sanctionView)).id);
    else for (const id of await activeOf(subject, options)) ids.add(id);
  }
  if (ids.size === 0) throw new CommandError(`nothing is in effect for ${printable(targets.join(', '))}`, { exitCode: EXIT.failed });
  for (const id of ids) {
    const { record, effect } = await ask(options, { method: 'POST', path: `${pathOf(id)}/undo` }, sanctionChanged);
    const names = printable(record.match.map(subjectKey).join(' + '));
    process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${record.action} ${record.id} of ${names} is undone\n`);
    noteEffect(effect);
  }
}

export async function listBlocks(options: BlockListOptions): Promise<void> {
  const { all, caller, limit } = options;
  await printPage(options, {
    path: withQuery('/v1/sanctions', { active: all === true ? undefined : 'true', subject: caller && subjectKey(caller), limit }),
    view: sanctionView,
    header: SANCTION_HEADER,
    row: sanctionRow,
    empty: all === true ? 'nobody was ever blocked, as far as is kept' : 'nobody is blocked',
  });
}

function pathOf(id: string): string {
  return `/v1/sanctions/${encodeURIComponent(id)}`;
}

async function activeOf(subject: Subject, options: OutputOptions): Promise<readonly string[]> {
  const path = withQuery('/v1/sanctions', { active: 'true', subject: subjectKey(subject), limit: 1000 });
  const { items } = await ask(options, { method: 'GET', path }, pageOf(sanctionView));
  return items.map(({ id }) => id);
}
