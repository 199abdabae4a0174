/** Accepts three notifications into the outbox `$1`, and kills itself when the receiver has taken the first and is about to be believed. */
import { createOutbox } from '../src/outbox/outbox.ts';
import { openOutboxStore } from '../src/outbox/sqlite/open.ts';
import { notificationWith } from './notification.ts';
import { ScriptedChannel } from './scripted-channel.ts';

const [, , file = ''] = process.argv;
const outbox = createOutbox({ store: openOutboxStore(file) });
const channel = new ScriptedChannel('a');
channel.answer = ({ id }) => {
  process.stdout.write(`${id}\n`, () => process.kill(process.pid, 'SIGKILL'));
  return new Promise(() => undefined);
};
outbox.setChannels([channel]);
for (const id of ['n1', 'n2', 'n3'])
  outbox.notify(notificationWith({ id, state: id === 'n2' ? 'changed' : id === 'n3' ? 'resolved' : 'opened' }));
// Timers of the outbox keep no process alive.
setTimeout(() => undefined, 20_000);
