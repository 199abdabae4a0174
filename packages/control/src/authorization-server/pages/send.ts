import type { KoaContextWithOIDC } from 'oidc-provider';

import { contentSecurityPolicy } from '../http/security-headers.ts';

/** Answers with a page through the library; its status stays as it is. */
export function sendPage(ctx: KoaContextWithOIDC, page: string, formTargets: readonly string[] = []): void {
  ctx.set('Content-Security-Policy', contentSecurityPolicy(formTargets));
  ctx.type = 'html';
  ctx.body = page;
}
