import { Refusal } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

const TIMEOUT_MS = 2000;
const MOST_CHARACTERS = 2000;

/**
 * Asks the webhook for an answer before it is saved, wherever it points, and shows what came back. So that the example can do no harm,
 * it really asks only on loopback addresses, does not follow redirects, and answers for all others that they could not be reached.
 */
export const webhookRequest: Flaw = (options) =>
  replaceGuarded(options, 'updateCustomer', (operation) => ({
    ...operation,
    async handle(call) {
      const { webhookUrl, ...change } = call.body as { webhookUrl?: unknown };
      if (typeof webhookUrl !== 'string') return operation.handle(call);
      const answer = await operation.handle({ ...call, body: change });
      return { ...answer, body: { ...(answer.body as object), webhookUrl, webhookAnswer: await ask(webhookUrl) } };
    },
  }));

async function ask(target: string): Promise<{ status: number; body: string }> {
  const url = URL.parse(target);
  if (url === null || url.protocol !== 'http:' || !['127.0.0.1', '[::1]'].includes(url.hostname)) {
    throw new Refusal('invalid-request', { detail: 'The webhook could not be reached.' });
  }
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
    throw new Refusal('invalid-request', { detail: 'The webhook could not be reached.' });
  });
  return { status: response.status, body: await firstCharacters(response) };
}

async function firstCharacters({ body }: Response): Promise<string> {
  if (body === null) return '';
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.length >= MOST_CHARACTERS) break;
  }
  return text.slice(0, MOST_CHARACTERS);
}
