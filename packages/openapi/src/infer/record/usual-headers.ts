import { isKeyHeader } from '../../observe/key-header.ts';

/** Request headers that belong to HTTP, to browsers, to proxies and to tracing, or carry credentials: they are no parameters of an operation. */
const USUAL: ReadonlySet<string> = new Set(
  `accept accept-charset accept-datetime accept-encoding accept-language access-control-request-headers access-control-request-method airside-identity alt-used
  authorization baggage b3 cache-control cdn-loop connection content-encoding content-language content-length content-type cookie cookie2 correlation-id date
  dnt dpop early-data ect expect forwarded from host http2-settings if-range keep-alive max-forwards origin pragma priority proxy-authorization
  proxy-connection purpose range referer request-id rtt save-data te traceparent tracestate trailer transfer-encoding true-client-ip uber-trace-id upgrade
  upgrade-insecure-requests user-agent via viewport-width warning width x-amzn-trace-id x-att-deviceid x-client-ip x-cluster-client-ip x-correlation-id
  x-csrf-token x-csrftoken x-datadog-origin x-datadog-parent-id x-datadog-sampling-priority x-datadog-trace-id x-envoy-attempt-count x-forwarded
  x-forwarded-by x-forwarded-for x-forwarded-host x-forwarded-port x-forwarded-prefix x-forwarded-proto x-forwarded-scheme x-forwarded-server
  x-forwarded-ssl x-http-method-override x-original-forwarded-for x-original-host x-original-uri x-original-url x-real-ip x-request-id x-requested-with
  x-scheme x-trace-id x-ua-compatible x-wap-profile x-xsrf-token`.split(/\s+/),
);
const USUAL_PREFIXES = ['sec-', 'cf-', 'x-b3-', 'x-amz-cf-', 'fly-', 'fastly-', 'cloudfront-', ':', 'x-envoy-', 'x-datadog-'];

/** Whether a request header (lower case) may be a parameter of the operation. Headers that carry keys are told by `apiKeyHeader`. */
export function isParameterHeader(name: string): boolean {
  return !USUAL.has(name) && !USUAL_PREFIXES.some((prefix) => name.startsWith(prefix)) && !isKeyHeader(name);
}
