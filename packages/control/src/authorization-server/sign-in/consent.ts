import { apiResource } from '@airside/domain';

import { consentPage } from '../pages/consent.ts';
import type { Step } from './step.ts';

interface Missing {
  readonly missingOIDCScope?: readonly string[];
  readonly missingOIDCClaims?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}

/** Asks whether the client may have what it asks for, as far as the person has it to give. */
export async function showConsent(step: Step): Promise<void> {
  const { details, clientName, action, csrf, options } = step;
  const { missingOIDCScope = [], missingResourceScopes = {} } = details.prompt.details as Missing;
  const { redirect_uri: redirectUri, scope } = details.params;
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  const username = details.session?.accountId ?? '';
  const owned = scopesOf(step, username);
  const resources = Object.entries(missingResourceScopes);
  const named = resources.map(([resource]) => resource);
  const bare = [details.params['resource']]
    .flat()
    .filter((resource) => typeof resource === 'string' && !named.includes(resource)) as string[];
  step.show(
    200,
    consentPage({
      clientName,
      username,
      action,
      csrf,
      identity: missingOIDCScope.includes('openid') || scopes.includes('openid'),
      offline: scopes.includes('offline_access'),
      grants: [
        ...resources.map(([resource, wanted]) => ({
          api: apiOf(resource, options.apis()),
          scopes: wanted.filter((scope) => owned.includes(scope)),
        })),
        ...bare.map((resource) => ({ api: apiOf(resource, options.apis()), scopes: [] })),
      ],
      destination: typeof redirectUri === 'string' ? destinationOf(redirectUri) : undefined,
    }),
  );
}

/** The person agreed: the client gets what it asked for of what the person has. */
export async function allow(step: Step): Promise<void> {
  const { provider, request, response, details } = step;
  const accountId = details.session?.accountId ?? '';
  const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const grant = known ?? new provider.Grant({ accountId, clientId: String(details.params['client_id']) });
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = details.prompt.details as Missing;
  const owned = scopesOf(step, accountId);
  if (missingOIDCScope.length > 0) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims.length > 0) grant.addOIDCClaims([...missingOIDCClaims]);
  for (const [resource, wanted] of Object.entries(missingResourceScopes)) {
    const [given, withheld] = [wanted.filter((scope) => owned.includes(scope)), wanted.filter((scope) => !owned.includes(scope))];
    if (given.length > 0) grant.addResourceScope(resource, given.join(' '));
    if (withheld.length > 0) grant.rejectResourceScope(resource, withheld.join(' '));
  }
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

/** What a person may do, and so may let others do for them. */
function scopesOf({ options: { directory } }: Step, username: string): readonly string[] {
  const login = directory.login(username);
  return login === undefined ? [] : (login.scopes ?? directory.consumer(login.consumer)?.scopes ?? []);
}

function apiOf(resource: string, apis: readonly string[]): string {
  return apis.find((id) => apiResource(id) === resource) ?? resource;
}

function destinationOf(redirectUri: string): string {
  if (!URL.canParse(redirectUri)) return redirectUri;
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? `the app ${protocol.slice(0, -1)}` : origin;
}
