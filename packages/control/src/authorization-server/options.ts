import type { AuthorizationServerConfiguration } from '@airside/domain';
import type { Directory, RevokedToken } from '@airside/identity';

export interface AuthorizationServerOptions {
  /** URL at which callers reach it, which ends in its path. */
  readonly issuer: string;
  readonly settings: AuthorizationServerConfiguration;
  /** A directory that its owner alone may enter: keys and state are kept there. */
  readonly dataDirectory: string;
  /** Clients, their consumers, and the logins of people. */
  readonly directory: Directory;
  /** The ids of the APIs that tokens can be made for, as they are now. */
  readonly apis: () => readonly string[];
  /** Told at once which tokens must not be accepted any more although they verify. */
  readonly onRevoked: (tokens: readonly RevokedToken[]) => void;
  /** Told what somebody who runs Airside should mend; without secrets. */
  readonly onTrouble: (message: string) => void;
  /** Milliseconds since 1970, for the rotation of keys. */
  readonly now?: () => number;
}
