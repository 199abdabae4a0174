import type { KoaContextWithOIDC } from 'oidc-provider';

/** The only one that clients may ask for (`clients/metadata.ts`): others put codes where scripts and histories find them. */
export const RESPONSE_MODES = ['query'] as const;

/** Names what works in the metadata (RFC 8414 section 2): the library names the response modes that it knows, whatever clients may use. */
export async function nameWorkingModes(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (isMetadata(ctx.body)) ctx.body = { ...ctx.body, response_modes_supported: RESPONSE_MODES };
}

function isMetadata(body: unknown): body is object {
  return typeof body === 'object' && body !== null && 'response_modes_supported' in body;
}
