import { html } from './html.ts';
import { renderPage } from './layout.ts';

export interface SignInPage {
  readonly clientName: string;
  readonly action: string;
  readonly csrf: string;
  readonly username?: string | undefined;
  readonly problem?: string | undefined;
}

/** User name and password. */
export function signInPage({ clientName, action, csrf, username, problem }: SignInPage): string {
  return renderPage({
    title: 'Sign in',
    problem,
    content: html`<p>to continue to <strong>${clientName}</strong></p>
<form method="post" action="${action}/sign-in" autocomplete="on">
<input type="hidden" name="csrf" value="${csrf}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="128" required value="${username ?? ''}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024" required>
<button class="main" type="submit">Sign in</button>
<button type="submit" formaction="${action}/abort" formnovalidate>Cancel</button>
</form>`,
  });
}
