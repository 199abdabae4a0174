import { STYLE_SOURCE } from '../pages/style.ts';

/**
 * What a page may do: show its own style, and send its form to the authorization server, from where browsers follow redirects only to
 * `formTargets`. Nothing may frame it. `script-src` stands empty, so that the library can name the one script of a form that sends itself.
 */
export function contentSecurityPolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    'script-src',
    `style-src ${STYLE_SOURCE}`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** On every answer, whatever it is. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  // With `no-referrer` browsers would not say which origin a form comes from.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A redirect URI as `form-action` can name it: its origin, or the scheme of an app. */
export function formTarget(redirectUri: string): string[] {
  if (!URL.canParse(redirectUri)) return [];
  const { origin, protocol } = new URL(redirectUri);
  return [origin === 'null' ? protocol : origin];
}
