import type { Outcome } from '../outbox/channel.ts';
import { judgeAnswer } from '../outgoing/judge.ts';
import { send } from '../outgoing/send.ts';
import type { ReceiverContext } from './receiver.ts';

/** Posts a JSON document and judges the answer. `secrets` are those that the receiver knows and could echo. */
export async function postJson(
  url: URL,
  body: object,
  { timeoutMs, ca }: ReceiverContext,
  { signal, secrets }: { readonly signal: AbortSignal; readonly secrets: readonly string[] },
): Promise<Outcome> {
  const answer = await send({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: JSON.stringify(body),
    timeoutMs,
    signal,
    ...(ca !== undefined && { ca }),
  });
  return judgeAnswer(answer, secrets);
}
