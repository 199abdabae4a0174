import { AUTHORIZATION_SERVER } from '@airside/domain';
import { standingOf } from '@airside/identity';
import { type Configuration, Provider } from 'oidc-provider';

import { createClientAdapter } from './clients/adapter.ts';
import { refuseOtherSchemes } from './clients/authentication-scheme.ts';
import { compareSecret } from './clients/compare-secret.ts';
import { cookies } from './cookies.ts';
import { inOrderOfUse, type KeyRing } from './keys/key-ring.ts';
import { lifetimes } from './lifetimes.ts';
import type { AuthorizationServerOptions } from './options.ts';
import { devicePages } from './pages/device.ts';
import { renderError } from './pages/error.ts';
import { logoutPages } from './pages/logout.ts';
import { resourceIndicators } from './resources.ts';
import { nameWorkingModes } from './server-metadata.ts';
import { createAdapter } from './store/adapter.ts';
import type { ItemStore } from './store/items.ts';
import { endUserClaims } from './tokens/end-user.ts';
import { keepAccessTokens } from './tokens/kept.ts';
import type { Revocations } from './tokens/revocations.ts';

const CLOCK_TOLERANCE_SECONDS = 5;
const ASYMMETRIC = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const;

/** The library set to what RFC 9700 asks for. Keys stand as they are; another ring takes another provider. */
export function createProvider(options: AuthorizationServerOptions, ring: KeyRing, store: ItemStore, revocations: Revocations): Provider {
  const { directory, issuer, settings, onTrouble, now = Date.now } = options;
  const ttl = lifetimes(settings);
  const clients = createClientAdapter(directory, onTrouble);
  const configuration: Configuration = {
    adapter: (kind) => (kind === 'Client' ? clients : createAdapter(kind, store, revocations)),
    jwks: { keys: inOrderOfUse(ring, now()).map(({ kid, jwk }) => ({ ...jwk, kty: 'EC', kid, use: 'sig', alg: 'ES256' })) },
    cookies: cookies(new URL(issuer), ring.cookieSecret),
    ttl,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    routes: ROUTES,
    scopes: ['openid', 'offline_access'],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: [], response_types: [] },
    enabledJWA: {
      clientAuthSigningAlgValues: [...ASYMMETRIC],
      idTokenSigningAlgValues: ['ES256'],
      userinfoSigningAlgValues: ['ES256'],
      introspectionSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: ['ES256', 'Ed25519', 'EdDSA'],
    },
    pkce: { required: () => true },
    // RFC 6749 section 4.1.3 and RFC 9700 section 2.1: what is left out cannot be compared.
    allowOmittingSingleRegisteredRedirectUri: false,
    acceptQueryParamAccessTokens: false,
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    extraTokenClaims: (ctx, token) => endUserClaims(ctx, token),
    // A browser reads answers of the token endpoint only for public clients, at their own origin.
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', ...devicePages },
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => isOfSameConsumer(options, client.clientId, token.clientId),
      },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => client.clientId === token.clientId },
      pushedAuthorizationRequests: { enabled: true },
      dPoP: { enabled: true, nonceSecret: Buffer.from(ring.nonceSecret, 'base64url'), requireNonce: () => false, allowReplay: false },
      resourceIndicators: resourceIndicators({ apis: options.apis, directory, accessTokenSeconds: Number(ttl?.AccessToken) }),
      rpInitiatedLogout: { enabled: true, ...logoutPages },
      userinfo: { enabled: true },
    },
    claims: { openid: ['sub'], acr: null, amr: null, auth_time: null, iss: null, sid: null },
    interactions: { url: (_ctx, interaction) => `${new URL(issuer).pathname}/interaction/${interaction.uid}` },
    findAccount: async (_ctx, username) => {
      const login = directory.login(username);
      if (login === undefined || 'fault' in standingOf(login, directory)) return undefined;
      return { accountId: username, claims: async () => ({ sub: username }) };
    },
    renderError,
  };
  const provider = new Provider(issuer, configuration);
  provider.proxy = true;
  keepAccessTokens(provider);
  provider.use(nameWorkingModes);
  provider.use(refuseOtherSchemes(CLIENT_ROUTES));
  provider.Client.prototype.compareClientSecret = function (sent: string) {
    return compareSecret(this.clientSecret, sent);
  };
  provider.on('server_error', (_ctx, error) => onTrouble(`the authorization server failed: ${error.name}: ${error.message}`));
  return provider;
}

const ROUTES = {
  authorization: '/authorize',
  code_verification: '/device',
  device_authorization: '/device/authorize',
  end_session: '/logout',
  introspection: '/introspect',
  jwks: '/jwks',
  pushed_authorization_request: '/par',
  revocation: '/revoke',
  token: '/token',
  userinfo: '/userinfo',
} as const;

/** Where clients prove who they are. */
const CLIENT_ROUTES = [
  ROUTES.token,
  ROUTES.introspection,
  ROUTES.revocation,
  ROUTES.pushed_authorization_request,
  ROUTES.device_authorization,
];

/** Who may ask about a token: the client that it was given to, and the other clients of the same consumer. */
function isOfSameConsumer({ directory }: AuthorizationServerOptions, asking = '', holding = ''): boolean {
  const consumerOf = (clientId: string) => directory.client(AUTHORIZATION_SERVER, clientId)?.consumer;
  return asking === holding || (consumerOf(asking) !== undefined && consumerOf(asking) === consumerOf(holding));
}
