const LONGEST = 2000;

/**
 * Why a redirect URI cannot be registered; undefined where it can. It has to be https on any host, http on a loopback address (RFC 8252
 * section 7.3; not `localhost`, section 8.3), or of a scheme that is a domain in reverse (section 7.1); without fragment, user name, `*` and
 * dot segments. It is compared character by character later, but for the port of a loopback address (RFC 9700 section 2.1).
 */
export function faultInRedirectUri(text: string): string | undefined {
  if (text.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (text.includes('*')) return 'it has a wildcard';
  if (!URL.canParse(text) || /[^\x21-\x7e]|[\\<>"`{}|^]/.test(text)) return 'it is no absolute URI';
  const url = new URL(text);
  if (text.includes('#')) return 'it has a fragment';
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?]*@/.test(text)) return 'it has a user name';
  if (/(^|\/)(\.|%2e){1,2}(\/|$|\?)/i.test(text.replace(/^[^:]*:\/*/, ''))) return 'its path has dot segments';
  switch (url.protocol) {
    case 'https:':
      return undefined;
    case 'http:':
      return isLoopback(url.hostname) ? undefined : 'http is for loopback addresses (127.0.0.1 and [::1]) alone';
    default:
      return /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(url.protocol)
        ? undefined
        : 'a scheme of its own has to be a domain name in reverse, such as com.example.app';
  }
}

/** Whether a client with these is a native one (RFC 8252): none of them is a web page's. */
export function isNativeApp(redirectUris: readonly string[]): boolean {
  return redirectUris.some((uri) => !uri.startsWith('https:'));
}

function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]';
}
