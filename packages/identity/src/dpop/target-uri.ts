import type { CredentialRequest } from '../authenticator.ts';

/**
 * Whether the `htu` of a proof is the URI of the request, leaving query and fragment of both aside (RFC 9449 section 4.3, step 9). Both are
 * compared in normal form (RFC 3986 sections 6.2.2 and 6.2.3): scheme and host in lower case, no default port, unreserved characters plain.
 */
export function isTargetUri(htu: string, { scheme, authority, target }: CredentialRequest): boolean {
  const claimed = normalForm(htu);
  return claimed !== undefined && claimed === normalForm(`${scheme}://${authority}${pathOf(target)}`);
}

function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query < 0 ? target : target.slice(0, query);
}

function normalForm(uri: string): string | undefined {
  // The parser of URLs mends what is no URI (spaces, line breaks, backslashes): what it would have to mend matches nothing.
  if (!/^https?:\/\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/i.test(uri) || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return undefined;
  return url.origin + url.pathname.replaceAll(/%[0-9a-f]{2}/gi, plain);
}

function plain(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(character) ? character : encoded.toUpperCase();
}
