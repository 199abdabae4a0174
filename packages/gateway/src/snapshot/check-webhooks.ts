import type { Configuration } from '@airside/domain';
import { importWebhookSecret } from '@airside/identity';

import type { SnapshotProblem } from './checks.ts';
import { webhookScheme } from './webhook-scheme.ts';

/** An id names one sender, and secrets are what its scheme takes. */
export function checkWebhooks({ consumers }: Configuration, report: (problem: SnapshotProblem) => void): void {
  const owners = new Map<string, string>();
  for (const [consumer, { webhooks }] of Object.entries(consumers)) {
    for (const [index, webhook] of webhooks.entries()) {
      const path = ['consumers', consumer, 'webhooks', index];
      const owner = owners.get(webhook.id);
      owners.set(webhook.id, owner ?? consumer);
      if (owner !== undefined) {
        const message = `webhook "${webhook.id}" belongs to consumer "${owner}" already`;
        report({ severity: 'error', path: [...path, 'id'], message, expected: 'each id once' });
      }
      for (const [position, secret] of webhook.secrets.entries()) {
        try {
          importWebhookSecret(secret.reveal(), webhookScheme(webhook).secretEncoding);
        } catch (error) {
          report({ severity: 'error', path: [...path, 'secrets', position], message: (error as Error).message });
        }
      }
    }
  }
}
