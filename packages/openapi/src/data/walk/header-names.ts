/** Fields of HTTP that say nothing of persons, and those in which credentials belong. */
const PASSED_OVER = new Set(
  `accept accept-charset accept-encoding accept-language accept-patch accept-ranges access-control-allow-credentials access-control-allow-headers
  access-control-allow-methods access-control-allow-origin access-control-expose-headers access-control-max-age access-control-request-headers
  access-control-request-method age allow alt-svc authorization cache-control connection content-disposition content-encoding content-language
  content-length content-range content-security-policy content-type cookie cross-origin-embedder-policy cross-origin-opener-policy
  cross-origin-resource-policy date dpop etag expect expires host if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive
  last-modified nel origin permissions-policy pragma priority proxy-authenticate proxy-authorization range ratelimit ratelimit-policy referrer-policy
  report-to retry-after sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user server
  server-timing set-cookie signature signature-input strict-transport-security te timing-allow-origin trailer traceparent tracestate
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate x-content-type-options x-correlation-id
  x-frame-options x-powered-by x-request-id x-trace-id x-xss-protection x-api-key`.split(/\s+/),
);

export function isPassedOver(name: string): boolean {
  return PASSED_OVER.has(name);
}
