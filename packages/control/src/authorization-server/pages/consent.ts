import { html } from './html.ts';
import { renderPage } from './layout.ts';

export interface ConsentPage {
  readonly clientName: string;
  readonly username: string;
  readonly action: string;
  readonly csrf: string;
  /** What the client asks for: the API and its scopes. */
  readonly grants: readonly { readonly api: string; readonly scopes: readonly string[] }[];
  /** It asks to know who signed in. */
  readonly identity: boolean;
  /** It may go on while nobody is there. */
  readonly offline: boolean;
  /** Where the answer goes to. */
  readonly destination: string | undefined;
}

/** What a client asks for, to be allowed or not. */
export function consentPage(page: ConsentPage): string {
  const { clientName, username, action, csrf, grants, identity, offline, destination } = page;
  const wishes = [
    ...(identity ? [html`<li>know your user name</li>`] : []),
    ...grants.map(
      ({ api, scopes }) => html`<li>use the API <strong>${api}</strong>${scopes.length > 0 && html`: ${scopes.join(', ')}`}</li>`,
    ),
    ...(offline ? [html`<li>go on until you or somebody else ends it, also while you are away</li>`] : []),
  ];
  return renderPage({
    title: `Allow ${clientName}?`,
    content: html`<p>You are signed in as <strong>${username}</strong>. <strong>${clientName}</strong> asks to act for you:</p>
<ul>${wishes}</ul>
${destination !== undefined && html`<p class="weak">Afterwards you are sent to ${destination}.</p>`}
<form method="post" action="${action}/allow">
<input type="hidden" name="csrf" value="${csrf}">
<button class="main" type="submit">Allow</button>
<button type="submit" formaction="${action}/abort">Do not allow</button>
</form>`,
  });
}
