import type { WebhookRecord } from '@airside/domain';
import { unknownName } from '@airside/domain';
import { createWebhookAuthenticator } from '@airside/identity';

import type { ApiContext } from '../../../pipeline/policy.ts';
import { type CreateAuthenticator, REALM } from './kind.ts';

export const webhook: CreateAuthenticator = ({ webhook: { senders, tolerance } }, context) => {
  const accepted = acceptedSenders(senders, context);
  const { directory, usedMessages: replay } = context.services;
  return context.once(`webhook ${tolerance} ${JSON.stringify(accepted.map(({ id }) => id))}`, () =>
    createWebhookAuthenticator({ realm: REALM, directory, replay, webhooks: accepted, toleranceMs: tolerance }),
  );
};

/** Those that the options name, or all; of several that use one field only the first, as nobody could tell whose a webhook is. */
function acceptedSenders(names: readonly string[] | undefined, { services, problem }: ApiContext): readonly WebhookRecord[] {
  const all = [...services.directory.webhooks()];
  const known = all.map(({ id }) => id);
  for (const [index, name] of (names ?? []).entries()) {
    if (!known.includes(name)) problem(['webhook', 'senders', index], unknownName('webhook', name, known, '/consumers'));
  }
  const byField = new Map<string, WebhookRecord>();
  for (const record of all.filter(({ id }) => names?.includes(id) ?? true)) {
    const { signatureField } = record.scheme;
    const other = byField.get(signatureField);
    if (other === undefined) byField.set(signatureField, record);
    else
      problem(['webhook'], {
        message: `webhooks "${other.id}" and "${record.id}" both use the field ${signatureField}`,
        expected: 'one sender for each field: name those of this API in `webhook.senders`',
      });
  }
  return [...byField.values()];
}
