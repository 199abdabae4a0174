import { describeFailure } from '../http/failure.ts';
import { createAgent, send } from '../http/send.ts';
import type { IntrospectionSettings } from './issuer.ts';

/**
 * What a provider says of a token, as it was written; `failed` where it says nothing that could be believed.
 * `silent` where it did not answer at all, which is no fault of the token.
 */
export type IntrospectionAnswer =
  | { readonly outcome: 'answered'; readonly members: ReadonlyMap<string, unknown> }
  | { readonly outcome: 'failed'; readonly reason: string; readonly silent: boolean };

/** Asks one provider. Never rejects. */
export type AskProvider = (token: string) => Promise<IntrospectionAnswer>;

/** Asks by RFC 7662 section 2.1, within bounds of time and size, on connections that are kept. The token is in no reason. */
export function createAskProvider(settings: IntrospectionSettings): AskProvider {
  const { timeoutMs, concurrency } = settings;
  let known: { readonly href: string; readonly agent: ReturnType<typeof createAgent> } | undefined;

  const agentFor = (url: URL): ReturnType<typeof createAgent> => {
    if (known?.href === url.href) return known.agent;
    known?.agent.destroy();
    known = { href: url.href, agent: createAgent(url, concurrency) };
    return known.agent;
  };
  return async (token) => {
    const url = settings.endpoint();
    if (url === undefined) return failed('the metadata of the issuer names no endpoint, or was not read yet');
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { status, headers, body } = await send({
        url,
        method: 'POST',
        ...question(token, settings),
        signal,
        agent: agentFor(url),
        mostBytes: MOST_BYTES,
      });
      if (status !== 200)
        return failed(`${url.href} answered with status ${status}${status === 401 ? ': clientId or clientSecret is wrong' : ''}`);
      if (!isJson(headers['content-type'])) return failed(`${url.href} answered with something other than application/json`);
      return parseAnswer(body, url);
    } catch (error) {
      return failed(`${url.href}: ${describeFailure(error, timeoutMs)}`, true);
    }
  };
}

const MOST_BYTES = 16 * 1024;

function question(token: string, { clientId, clientSecret, authentication }: IntrospectionSettings) {
  const form = new URLSearchParams({ token, token_type_hint: 'access_token' });
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  if (authentication === 'client_secret_post') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret());
  } else {
    headers['authorization'] = `Basic ${Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret())}`).toString('base64')}`;
  }
  return { headers, body: form.toString() };
}

/** As RFC 6749 section 2.3.1 wants both before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function isJson(contentType = ''): boolean {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

function parseAnswer(body: Uint8Array, url: URL): IntrospectionAnswer {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof value === 'object' && value !== null && 'active' in value && typeof value.active === 'boolean') {
      return { outcome: 'answered', members: new Map(Object.entries(value)) };
    }
  } catch {
    // What is no JSON in UTF-8 says nothing, as below.
  }
  return failed(`${url.href} answered with something other than a JSON object that says whether the token is active`);
}

function failed(reason: string, silent = false): IntrospectionAnswer {
  return { outcome: 'failed', reason: `introspection: ${reason}`, silent };
}
