import type { Exchange, RecordedMessage } from '@airside/domain';

const CHARACTERS_PER_UNIT = 1024;

/** How much an exchange counts where those that wait are bounded: 1, and 1 more for each KiB of what callers and upstreams wrote into it. */
export function exchangeWeight({ path, query, client, request, response }: Exchange): number {
  const head = path.length + query.length + (client.userAgent?.length ?? 0);
  return 1 + Math.floor((head + charactersOf(request) + charactersOf(response)) / CHARACTERS_PER_UNIT);
}

function charactersOf(message: RecordedMessage | undefined): number {
  if (message === undefined) return 0;
  let characters = message.body?.length ?? 0;
  for (const [name, value] of message.headers) characters += name.length + value.length;
  return characters;
}
