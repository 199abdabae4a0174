import { RuleStoreError } from './rule-store-error.ts';

/** Whether a source is named by URL rather than by path. */
export function isUrl(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

/** A URL to fetch from: https, or http on a loopback address, without user name and password. Throws a RuleStoreError. */
export function parseLocation(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !(url.protocol === 'https:' || isLocal(url))) {
    throw new RuleStoreError('usage', `${shownLocation(text)} is no place to fetch from`, {
      hint: 'expected an https URL, or http on a loopback address',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new RuleStoreError(
      'usage',
      `${shownLocation(text)} has a user name or password in it, which would be recorded with the rule set`,
    );
  }
  return url;
}

/** The URL that a redirection leads to. Nobody may be led to the services of this machine from elsewhere. */
export function parseRedirection(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to === undefined || !(to.protocol === 'https:' || (isLocal(to) && isLocal(from)))) {
    throw new RuleStoreError('unavailable', `${shownLocation(from.href)} redirects to a place that is not https`);
  }
  return to;
}

/** A location as it may be shown and recorded: user name, password and query of a URL may be secrets. */
export function shownLocation(text: string): string {
  if (!isUrl(text)) return text;
  if (!URL.canParse(text)) return 'the URL';
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function isLocal({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname));
}
