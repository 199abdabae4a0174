/** Fields of a request that the gateway itself writes or answers. */
const OWN = ['content-length', 'expect', 'forwarded', 'host', 'via', 'x-real-ip', 'x-request-id'];

/** Where the request came from, as various proxies and networks tell their servers. */
const CLIENT_ADDRESS = [
  'cf-connecting-ip',
  'cf-connecting-ipv6',
  'client-ip',
  'fastly-client-ip',
  'true-client-ip',
  'x-azure-clientip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-envoy-external-address',
  'x-originating-ip',
  'x-remote-addr',
  'x-remote-ip',
];

/** What the request is for: some servers let these replace the target or the host, past everything that was judged. */
const TARGET = ['x-host', 'x-http-host-override', 'x-original-host', 'x-original-uri', 'x-original-url', 'x-rewrite-url'];

/** The method: the same. `checkHead` refuses those that name another method than the request line. */
export const METHOD_OVERRIDES = ['x-http-method', 'x-http-method-override', 'x-method-override'] as const;

/** Who calls and over what, as proxies tell servers (RFC 9440 among others); and `Proxy`, which CGI turns into the setting HTTP_PROXY (CVE-2016-5385). */
const CALLER = [
  'client-cert',
  'client-cert-chain',
  'front-end-https',
  'proxy',
  'remote-user',
  'x-authenticated-user',
  'x-middleware-subrequest',
  'x-remote-user',
  'x-scheme',
  'x-url-scheme',
];

const RESERVED: ReadonlySet<string> = new Set([...OWN, ...CLIENT_ADDRESS, ...TARGET, ...METHOD_OVERRIDES, ...CALLER]);
const RESERVED_PREFIXES = ['airside-', 'x-auth-request-', 'x-forwarded-', 'x-original-forwarded-'];

/**
 * Whether a field (lower-case name) could pass for the word of a proxy and so must never come from a caller: upstreams believe these because
 * they sit behind something. Nor may a name with `_`: many servers make `_` and `-` one, and `x_tenant` would be `X-Tenant` past its check.
 */
export function isReservedField(name: string): boolean {
  return RESERVED.has(name) || name.includes('_') || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
