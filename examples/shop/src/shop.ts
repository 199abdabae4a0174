import type { AccessTokens } from './access-token.ts';
import type { IdentityHeader } from './identity-header.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Store } from './store.ts';

/** What operations work with. */
export interface Shop {
  readonly store: Store;
  readonly tokens: AccessTokens;
  readonly identityHeader: IdentityHeader;
  readonly loginThrottle: LoginThrottle;
  /** A new id such as `ord_8wpd1jfrmxrb6cv2`. */
  createId(prefix: IdPrefix): string;
  /** Milliseconds since 1970. */
  now(): number;
}

export type IdPrefix = 'ord' | 'pay' | 'ref';
