import type { DirectoryChange, DirectoryContents, Exchange, PrivacyConfiguration, Sanction, SanctionChange } from '@airside/domain';
import type { ConfigurationBundle, MeterOptions, MetricChanges, Span, TracerOptions } from '@airside/gateway';
import type { IdentityKey, RevokedToken, Use } from '@airside/identity';

import type { UseQuestion } from './remote-replays.ts';

/** Which requests are traced, and what is taken out of their spans. */
export interface WorkerTracing extends TracerOptions {
  readonly privacy: PrivacyConfiguration;
  /** The key of hashes, in base64url. */
  readonly privacyKey: string;
}

/** What the primary process tells a worker. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly bundle: ConfigurationBundle;
      readonly identityKey: IdentityKey;
      readonly drainMs: number;
      /** The records of the store. */
      readonly directory: DirectoryContents;
      /** What is counted. */
      readonly meter: MeterOptions;
      /** Which requests are traced; none where absent. */
      readonly tracer?: WorkerTracing;
      /** Those in effect. */
      readonly sanctions: readonly Sanction[];
    }
  | { readonly kind: 'apply'; readonly bundle: ConfigurationBundle; readonly revision: number }
  | { readonly kind: 'directory'; readonly changes: readonly DirectoryChange[]; readonly revision: number }
  | { readonly kind: 'sanctions'; readonly changes: readonly SanctionChange[]; readonly revision: number }
  /** Tokens of the authorization server within that are void although they verify, in addition to those told before. */
  | { readonly kind: 'revoked'; readonly tokens: readonly RevokedToken[] }
  | { readonly kind: 'degradations'; readonly reasons: readonly string[] }
  | { readonly kind: 'used'; readonly question: number; readonly use: Use }
  | { readonly kind: 'stop' };

/** What a worker tells the primary process. */
export type FromWorker =
  | {
      readonly kind: 'listening';
      readonly addresses: readonly { readonly address: string; readonly port: number; readonly family: string }[];
    }
  | { readonly kind: 'unable'; readonly message: string; readonly code?: string }
  /** What came with this revision is in effect: a configuration, or changes of the directory or of the sanctions. */
  | { readonly kind: 'applied'; readonly revision: number }
  | { readonly kind: 'rejected'; readonly revision: number; readonly message: string }
  | {
      readonly kind: 'exchanges';
      readonly exchanges: readonly Exchange[];
      readonly dropped: number;
      /** Positions of those whose request and answer in full are for the behaviour engine alone. */
      readonly observed: readonly number[];
    }
  /** Ids of API keys, and when each was last used, in milliseconds since 1970. */
  | { readonly kind: 'key-uses'; readonly uses: readonly (readonly [id: string, atMs: number])[] }
  | { readonly kind: 'spans'; readonly spans: readonly Span[]; readonly dropped: number }
  /** What was counted since the message before. */
  | { readonly kind: 'metrics'; readonly changes: readonly MetricChanges[] }
  /** Ids of sanctions, and how many requests each has hit since the last time. */
  | { readonly kind: 'sanction-hits'; readonly hits: readonly (readonly [id: string, count: number])[] }
  | ({ readonly kind: 'use' } & UseQuestion)
  | { readonly kind: 'trouble'; readonly message: string }
  | { readonly kind: 'error'; readonly requestId: string; readonly message: string };
