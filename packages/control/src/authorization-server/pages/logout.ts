import type { KoaContextWithOIDC } from 'oidc-provider';

import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { sendPage } from './send.ts';

type WithState = { readonly session?: { readonly state?: { readonly secret?: string } } };

/** The pages of signing out. Nobody is sent anywhere afterwards: no such address can be registered. */
export const logoutPages = {
  logoutSource(ctx: KoaContextWithOIDC): void {
    const secret = (ctx.oidc as unknown as WithState).session?.state?.secret ?? '';
    sendPage(
      ctx,
      renderPage({
        title: 'Sign out?',
        content: html`<form method="post" action="${ctx.oidc.urlFor('end_session_confirm')}">
<input type="hidden" name="xsrf" value="${secret}">
<button class="main" type="submit" name="logout" value="yes">Sign out</button>
<button type="submit">Stay signed in</button>
</form>`,
      }),
    );
  },

  postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
    sendPage(ctx, renderPage({ title: 'You have left', content: html`<p>You can close this page.</p>` }));
  },
};
