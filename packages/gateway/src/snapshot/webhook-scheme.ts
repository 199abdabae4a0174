import type { Configuration, WebhookScheme } from '@airside/domain';
import { WEBHOOK_SCHEMES } from '@airside/identity';

type Webhook = Configuration['consumers'][string]['webhooks'][number];

/** The scheme that a configured sender uses. */
export function webhookScheme({ scheme, custom }: Webhook): WebhookScheme {
  if (scheme !== 'custom') return WEBHOOK_SCHEMES[scheme];
  // The schema has one exactly with the other.
  if (custom === undefined) throw new TypeError('scheme custom without its description');
  const { signatureHeader, prefix, encoding, hash, timestampHeader, idHeader, content, secretEncoding } = custom;
  return {
    signatureField: signatureHeader.toLowerCase(),
    form: { prefix },
    encoding,
    hash,
    ...(timestampHeader !== undefined && { timestamp: { field: timestampHeader.toLowerCase() } }),
    ...(idHeader !== undefined && { idField: idHeader.toLowerCase() }),
    content: content
      .split(/(\{(?:id|timestamp|body)\})/)
      .filter((part) => part !== '')
      .map((part) => PLACES[part] ?? { text: part }),
    secretEncoding,
  };
}

const PLACES: Readonly<Record<string, 'id' | 'timestamp' | 'body' | undefined>> = {
  '{id}': 'id',
  '{timestamp}': 'timestamp',
  '{body}': 'body',
};
