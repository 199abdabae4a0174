/** An address that may be asked for keys, metadata or judgements: an https URL, or http on a loopback address. Undefined where it is neither. */
export function parseRemoteUrl(location: string): URL | undefined {
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (url === undefined) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : undefined;
}

/** True where a URL holds what does not belong into an address: user name, password or fragment. */
export function hasExcess(url: URL): boolean {
  return url.username !== '' || url.password !== '' || url.hash !== '';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
