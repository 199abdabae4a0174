import type { WebhookScheme } from '@airside/domain';

/** How senders sign their webhooks, as data. Each can be told by a field that no other uses. */
export const WEBHOOK_SCHEMES = {
  /** https://www.standardwebhooks.com, specification 1.0.0, symmetric signatures. */
  'standard-webhooks': {
    signatureField: 'webhook-signature',
    form: { separator: ' ', prefix: 'v1,' },
    encoding: 'base64',
    hash: 'sha256',
    timestamp: { field: 'webhook-timestamp' },
    idField: 'webhook-id',
    content: ['id', { text: '.' }, 'timestamp', { text: '.' }, 'body'],
    secretEncoding: 'whsec',
  },
  /** https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries: no time, so a delivery can be sent again for ever. */
  github: {
    signatureField: 'x-hub-signature-256',
    form: { prefix: 'sha256=' },
    encoding: 'hex',
    hash: 'sha256',
    content: ['body'],
    secretEncoding: 'utf8',
  },
  /** https://docs.stripe.com/webhooks#verify-manually. */
  stripe: {
    signatureField: 'stripe-signature',
    form: { separator: ',', prefix: 'v1=' },
    encoding: 'hex',
    hash: 'sha256',
    timestamp: { entry: 't=' },
    content: ['timestamp', { text: '.' }, 'body'],
    secretEncoding: 'utf8',
  },
  /** https://docs.slack.dev/authentication/verifying-requests-from-slack. */
  slack: {
    signatureField: 'x-slack-signature',
    form: { prefix: 'v0=' },
    encoding: 'hex',
    hash: 'sha256',
    timestamp: { field: 'x-slack-request-timestamp' },
    content: [{ text: 'v0:' }, 'timestamp', { text: ':' }, 'body'],
    secretEncoding: 'utf8',
  },
} as const satisfies Record<string, WebhookScheme>;
