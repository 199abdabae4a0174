import type { KoaContextWithOIDC } from 'oidc-provider';

import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { sendPage } from './send.ts';

type WithState = { readonly session?: { readonly state?: { readonly secret?: string } } };

/** The pages of the device flow (RFC 8628 section 3.3). */
export const devicePages = {
  deviceInfo: (ctx: KoaContextWithOIDC) => ({ ip: ctx.ip }),

  userCodeInputSource(ctx: KoaContextWithOIDC, _form: string, _out?: unknown, error?: Error & { userCode?: string }): void {
    sendPage(
      ctx,
      renderPage({
        title: 'Connect a device',
        problem: error === undefined ? undefined : problemOf(error),
        content: html`<p>Enter the code that your device shows. Do so only if you began this yourself, on a device in front of you.</p>
<form method="post" action="${ctx.oidc.urlFor('code_verification')}">
<input type="hidden" name="xsrf" value="${secretOf(ctx)}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required value="${error?.userCode ?? ''}">
<button class="main" type="submit">Continue</button>
</form>`,
      }),
    );
  },

  userCodeConfirmSource(
    ctx: KoaContextWithOIDC,
    _form: string,
    client: { clientName?: string | undefined; clientId: string },
    device: unknown,
    code: string,
  ): void {
    const { ip } = device as { readonly ip?: string };
    const name = client.clientName ?? client.clientId;
    sendPage(
      ctx,
      renderPage({
        title: `Connect ${name}?`,
        content: html`<p>Your device has to show this code:</p>
<p><code>${code}</code></p>
<p>Somebody who sent you this code wants to use your account. Go on only if the device is yours${ip !== undefined && html` (it asked from ${ip})`}.</p>
<form method="post" action="${ctx.oidc.urlFor('code_verification')}">
<input type="hidden" name="xsrf" value="${secretOf(ctx)}">
<input type="hidden" name="user_code" value="${code}">
<button class="main" type="submit" name="confirm" value="yes">Continue</button>
<button type="submit" name="abort" value="yes">Cancel</button>
</form>`,
      }),
    );
  },

  successSource(ctx: KoaContextWithOIDC): void {
    const name = ctx.oidc.client?.clientName;
    sendPage(
      ctx,
      renderPage({
        title: 'Your device is connected',
        content: html`<p>${name !== undefined ? html`<strong>${name}</strong> can go on.` : ''} You can close this page.</p>`,
      }),
    );
  },
};

function problemOf(error: Error): string {
  switch (error.name) {
    case 'NoCodeError':
      return 'Enter a code.';
    case 'NotFoundError':
    case 'ExpiredError':
    case 'AlreadyUsedError':
      return 'There is no such code, or it has expired. Begin again on your device.';
    case 'AbortedError':
      return 'The device was not connected.';
    default:
      return 'That did not work. Begin again on your device.';
  }
}

function secretOf(ctx: KoaContextWithOIDC): string {
  return (ctx.oidc as unknown as WithState).session?.state?.secret ?? '';
}
