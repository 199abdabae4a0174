import type { IncomingMessage, ServerResponse } from 'node:http';

import { createLoginCheck } from '@airside/identity';
import { errors, type Provider } from 'oidc-provider';

import { parseForm, readFormBody } from '../http/form.ts';
import { contentSecurityPolicy, formTarget } from '../http/security-headers.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { AuthorizationServerOptions } from '../options.ts';
import { errorPage } from '../pages/error.ts';
import { signInPage } from '../pages/sign-in.ts';
import { createAttempts } from './attempts.ts';
import { allow, showConsent } from './consent.ts';
import { csrfToken, isCsrfToken } from './csrf.ts';
import { signIn } from './sign-in.ts';
import type { Step } from './step.ts';

/** `/interaction/UID` with GET, and `/interaction/UID/ACTION` with POST. */
const PATH = /^\/interaction\/([\w-]{1,100})(?:\/(sign-in|allow|abort))?$/;

/** Answers the pages on which people sign in and agree; false for requests for anything else. */
export function createInteractions(options: AuthorizationServerOptions) {
  const login = createLoginCheck(options.directory);
  const attempts = createAttempts();
  const { origin, pathname } = new URL(options.issuer);

  const stepOf = async (
    provider: Provider,
    ring: KeyRing,
    request: IncomingMessage,
    response: ServerResponse,
    uid: string,
  ): Promise<Step> => {
    const details = await provider.interactionDetails(request, response);
    if (details.uid !== uid) throw new errors.SessionNotFound('another sign-in is under way');
    const clientId = String(details.params['client_id']);
    const client = await provider.Client.find(clientId);
    if (client === undefined) throw new errors.SessionNotFound('the client was revoked');
    const { redirect_uri: redirectUri } = details.params;
    return {
      provider,
      request,
      response,
      details,
      clientName: client.clientName ?? clientId,
      action: `${pathname}/interaction/${uid}`,
      csrf: csrfToken(ring.cookieSecret, uid, details.prompt.name),
      options,
      login,
      attempts,
      address:
        String(request.headers['x-forwarded-for'] ?? '')
          .split(',', 1)[0]
          ?.trim() ?? '',
      show: (status, page) => send(response, status, page, typeof redirectUri === 'string' ? formTarget(redirectUri) : []),
    };
  };

  return async (provider: Provider, ring: KeyRing, request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    const [match, uid = '', action] = PATH.exec(path) ?? [];
    if (match === undefined) return false;
    try {
      if (request.method === (action === undefined ? 'GET' : 'POST')) {
        const step = await stepOf(provider, ring, request, response, uid);
        await (action === undefined ? show(step) : act(step, action, ring, origin));
      } else {
        response.setHeader('Allow', action === undefined ? 'GET' : 'POST');
        send(response, 405, errorPage('This page cannot be used that way.'));
      }
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      send(response, 400, errorPage('This sign-in has expired or was finished already.', error.error));
    }
    return true;
  };
}

async function show(step: Step): Promise<void> {
  if (step.details.prompt.name === 'login') step.show(200, signInPage(step));
  else await showConsent(step);
}

async function act(step: Step, action: string, ring: KeyRing, origin: string): Promise<void> {
  const { details, request, response, provider } = step;
  const body = await readFormBody(request);
  const form = body === undefined ? undefined : parseForm(body);
  const foreign = (request.headers.origin ?? origin) !== origin || (request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin';
  if (form === undefined || foreign || !isCsrfToken(form.get('csrf'), ring.cookieSecret, details.uid, details.prompt.name)) {
    step.show(403, errorPage('This form was not made for you, or is too old.'));
    return;
  }
  if (action === 'abort') {
    const denied = { error: 'access_denied', error_description: 'the user did not allow it' };
    await provider.interactionFinished(request, response, denied, { mergeWithLastSubmission: false });
  } else if (action === 'sign-in' && details.prompt.name === 'login') await signIn(step, form);
  else if (action === 'allow' && details.prompt.name === 'consent') await allow(step);
  else step.show(400, errorPage('That is not the question.'));
}

function send(response: ServerResponse, status: number, page: string, formTargets: readonly string[] = []): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Content-Security-Policy': contentSecurityPolicy(formTargets),
  });
  response.end(page);
}
