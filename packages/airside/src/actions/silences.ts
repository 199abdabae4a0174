import { silenceView } from '@airside/control';
import { z } from 'zod';

import { askLive } from '../admin/ask-live.ts';
import type { OutputOptions } from '../admin/records.ts';
import { printList, timeText } from '../admin/show.ts';
import { printable } from '../terminal.ts';

export interface SilenceOptions extends OutputOptions {
  readonly for: number;
  readonly comment: string;
}

type Silence = z.infer<typeof silenceView>;

export async function addSilence(
  matchers: readonly { readonly label: string; readonly value: string }[],
  options: SilenceOptions,
): Promise<void> {
  const body = { matchers, forMs: options.for, comment: options.comment };
  const silence = await askLive(options, { method: 'POST', path: '/v1/alert-silences', body }, silenceView);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(silence)}\n`
      : `${silence.id}: ${printable(matchersText(silence))} is quiet until ${timeText(silence.endsMs)}\n`,
  );
}

export async function listSilences(options: OutputOptions): Promise<void> {
  const { items } = await askLive(options, { method: 'GET', path: '/v1/alert-silences' }, z.object({ items: z.array(silenceView) }));
  await printList(each(items.toSorted((a, b) => b.endsMs - a.endsMs)), {
    json: options.json,
    header: ['id', 'state', 'until', 'what', 'by', 'comment'],
    row: (silence) => [
      silence.id,
      silence.endsMs > Date.now() ? 'active' : 'over',
      timeText(silence.endsMs),
      matchersText(silence),
      silence.by,
      silence.comment,
    ],
    empty: 'nothing is silenced',
  });
}

export async function expireSilence(id: string, options: OutputOptions): Promise<void> {
  const silence = await askLive(options, { method: 'DELETE', path: `/v1/alert-silences/${encodeURIComponent(id)}` }, silenceView);
  process.stdout.write(options.json === true ? `${JSON.stringify(silence)}\n` : `${silence.id} is over\n`);
}

function matchersText({ matchers }: Silence): string {
  return matchers.map(({ label, value }) => `${label}=${value}`).join(' ');
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
