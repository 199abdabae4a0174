import { adviceView } from '@airside/control';
import type { z } from 'zod';

import { ask } from '../admin/ask.ts';
import type { OutputOptions } from '../admin/records.ts';
import { counted, paint, printable } from '../terminal.ts';

type Item = z.infer<typeof adviceView>['items'][number];

/** Prints what could be tightened, and what of the recorded traffic that would have touched. */
export async function printBehaviorAdvice(options: OutputOptions): Promise<void> {
  const { items } = await ask(options, { method: 'GET', path: '/v1/behavior/advice' }, adviceView);
  if (options.json === true) {
    for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
    return;
  }
  const texts = items.map(({ kind, title, because, configuration, confidence, touched }) =>
    [
      `${paint('bold', printable(title))} (confidence ${Math.round(confidence * 100)} %)`,
      `  ${printable(because)}`,
      `  ${touchedText(kind, touched)}`,
      ...(configuration?.split('\n').map((line) => `  ${printable(line)}`) ?? []),
    ].join('\n'),
  );
  process.stdout.write(texts.length === 0 ? 'there is nothing to advise yet: too little traffic is recorded\n' : `${texts.join('\n')}\n`);
}

function touchedText(kind: Item['kind'], { requests, of, callers }: Item['touched']): string {
  // It would not be unused otherwise.
  if (kind === 'unused-operation' || kind === 'unused-scope')
    return `none of ${counted(of, 'recorded request')} would have been touched, by definition`;
  return `would have touched ${requests} of ${counted(of, 'request')}${requests === 0 ? '' : `, of ${counted(callers, 'caller')}`}`;
}
