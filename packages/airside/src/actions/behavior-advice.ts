import { adviceView } from '@airside/control';

import { ask } from '../admin/ask.ts';
import type { OutputOptions } from '../admin/records.ts';
import { counted, paint, printable } from '../terminal.ts';

/** Prints what could be tightened, and what of the recorded traffic that would have touched. */
export async function printBehaviorAdvice(options: OutputOptions): Promise<void> {
  const { items } = await ask(options, { method: 'GET', path: '/v1/behavior/advice' }, adviceView);
  if (options.json === true) {
    for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
    return;
  }
  const texts = items.map(({ title, because, configuration, confidence, touched }) =>
    [
      `${paint('bold', printable(title))} (confidence ${Math.round(confidence * 100)} %)`,
      `  ${printable(because)}`,
      `  would have touched ${touched.requests} of ${touched.of} requests${touched.requests === 0 ? '' : `, of ${counted(touched.callers, 'caller')}`}`,
      ...(configuration === null ? [] : [`  ${printable(configuration)}`]),
    ].join('\n'),
  );
  process.stdout.write(texts.length === 0 ? 'there is nothing to advise yet: too little traffic is recorded\n' : `${texts.join('\n')}\n`);
}
