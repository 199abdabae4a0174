import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { sendPage } from './send.ts';

/** What went wrong, where nobody can be told but the person in front of the browser. */
export function errorPage(problem: string, code?: string): string {
  return renderPage({
    title: 'That did not work',
    problem,
    content: html`<p>Go back to the application that you came from, and begin again.</p>
${code !== undefined && html`<p class="weak">${code}</p>`}`,
  });
}

/** The page in the place of a redirect that would lead to somewhere unknown (RFC 9700 section 4.11). */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  const expired = error.name === 'SessionNotFound';
  sendPage(ctx, errorPage(expired ? 'This sign-in has expired or was finished already.' : sentence(out.error_description), out.error));
}

function sentence(description = 'The request cannot be answered.'): string {
  const text = description.charAt(0).toUpperCase() + description.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
