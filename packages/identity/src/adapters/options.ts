import type { IncomingMessage } from 'node:http';

import { createIdentityVerifier, type IdentityVerifier } from '../identity-header/verifier.ts';
import type { KeySet } from '../jwks/key-set.ts';
import { openKeySet } from '../jwks/open.ts';
import { createStaticKeySet } from '../jwks/static.ts';

/** How a server checks that its calls come through the gateway. */
export interface AirsideIdentityOptions {
  /**
   * The gateway's public keys: the URL of its key set (`https://gateway.example/.airside/jwks.json`; plain http on a loopback address only), the
   * absolute path of a file with the set, the set as an object, or one opened with `openKeySet`, which its owner closes.
   */
  readonly keys: string | KeySet | { readonly keys: readonly object[] };
  /** Id of this API in the gateway's configuration: a header for another API is refused. */
  readonly audience: string;
  /** Name of the gateway. Default `airside`. */
  readonly issuer?: string;
  /** Paths, exactly and without query, that are served without a header: those of health checks. None by default. */
  readonly exempt?: readonly string[];
  /** Accept only headers that are bound to their request (`identityHeader.boundTo: request` at the gateway). Default false. */
  readonly boundToRequest?: boolean;
  /** Told of each refusal, for a log: what was wrong, never the header itself. */
  readonly onRefusal?: (reason: string, request: IncomingMessage) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Options made fit for use. */
export interface Checkpoint {
  readonly verifier: IdentityVerifier;
  readonly exempt: ReadonlySet<string>;
  readonly boundToRequest: boolean;
  readonly onRefusal: NonNullable<AirsideIdentityOptions['onRefusal']>;
  /** Stops reading keys, where they were opened here. */
  close(): void;
}

/**
 * Opens the keys and begins to read them; nothing is let through before they are known.
 *
 * @throws {TypeError} when the keys are in no place to read from, the audience is empty, or an exempt path is none.
 */
export function openCheckpoint(options: AirsideIdentityOptions): Checkpoint {
  const { keys: given, audience, issuer = 'airside', exempt = [], boundToRequest = false, onRefusal = () => undefined, now } = options;
  if (audience === '')
    throw new TypeError('airsideIdentity: expected audience to be the id of this API in the configuration of the gateway');
  const wrong = exempt.find((path) => !path.startsWith('/') || /[?#]/.test(path));
  if (wrong !== undefined) throw new TypeError(`airsideIdentity: exempt has ${JSON.stringify(wrong)}: expected a path without query`);
  const keys = openKeys(given);
  return {
    verifier: createIdentityVerifier({ keys, issuer, audience, ...(now !== undefined && { now }) }),
    exempt: new Set(exempt),
    boundToRequest,
    onRefusal,
    close: () => {
      if (keys !== given) keys.close();
    },
  };
}

function openKeys(keys: AirsideIdentityOptions['keys']): KeySet {
  // Without keys nothing is served: they are asked for more often than those of an issuer among several.
  if (typeof keys === 'string') return openKeySet(keys, { longestRetryMs: 5000 });
  return 'find' in keys ? keys : createStaticKeySet(keys);
}
