import type { IncomingMessage, ServerResponse } from 'node:http';

import type { LoginCheck } from '@airside/identity';
import type { Provider } from 'oidc-provider';

import type { AuthorizationServerOptions } from '../options.ts';
import type { Attempts } from './attempts.ts';

type InteractionDetails = Awaited<ReturnType<Provider['interactionDetails']>>;

/** One step of somebody's sign-in. */
export interface Step {
  readonly provider: Provider;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly details: InteractionDetails;
  readonly clientName: string;
  /** Where its forms are sent, without the name of what to do. */
  readonly action: string;
  readonly csrf: string;
  readonly options: AuthorizationServerOptions;
  readonly login: LoginCheck;
  readonly attempts: Attempts;
  /** The address of the person's browser. */
  readonly address: string;
  show(status: number, page: string): void;
}
