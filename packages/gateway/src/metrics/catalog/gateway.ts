import { COARSE_DURATION_BUCKETS, FINE_DURATION_BUCKETS, type MetricDefinition } from '../definition.ts';

/** What only Airside knows of a request. `airside.response.class` is `2xx` to `5xx`. */
export const GATEWAY_METRICS = {
  gateway: {
    name: 'airside.gateway.duration',
    kind: 'histogram',
    unit: 's',
    description: "What of a request's duration was spent in Airside, not in waiting for the upstream.",
    attributes: ['airside.api', 'airside.operation'],
    buckets: FINE_DURATION_BUCKETS,
  },
  policy: {
    name: 'airside.policy.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Time that a policy took for its judgement.',
    attributes: ['airside.policy'],
    buckets: FINE_DURATION_BUCKETS,
  },
  consumer: {
    name: 'airside.consumer.request.duration',
    kind: 'histogram',
    unit: 's',
    description:
      'Duration of requests by consumer; `_anonymous`: nobody said who calls, `_unregistered`: a token of somebody who is no consumer, `_unknown`: refused before that was known.',
    attributes: ['airside.consumer', 'airside.api', 'airside.response.class'],
    buckets: COARSE_DURATION_BUCKETS,
  },
  country: {
    name: 'airside.country.request.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Duration of requests by country of the caller, `_unknown` where it is not known; with `telemetry.metrics.countries`.',
    attributes: ['geo.country.iso_code', 'airside.api', 'airside.response.class'],
    buckets: COARSE_DURATION_BUCKETS,
  },
  network: {
    name: 'airside.network.requests',
    kind: 'counter',
    unit: '{request}',
    description:
      'Requests by network (autonomous system) of the caller, `_unknown` where it is not known; with `telemetry.metrics.networks`.',
    attributes: ['airside.network', 'airside.api', 'airside.response.class'],
  },
  refusals: {
    name: 'airside.refusals',
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that Airside answered with a problem, by the policy that refused; `_gateway` where none did.',
    attributes: ['airside.api', 'airside.operation', 'airside.problem', 'airside.policy'],
  },
  cutOff: {
    name: 'airside.connections.cut_off',
    kind: 'counter',
    unit: '{connection}',
    description:
      'Connections that were closed without an answer: `capacity`, as there are as many as may be; `handshake`, as TLS failed; `pipelined`, as too many requests came without waiting for answers.',
    attributes: ['airside.reason'],
  },
  reports: {
    name: 'airside.reports',
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that a policy would have refused, and only reported.',
    attributes: ['airside.api', 'airside.operation', 'airside.policy'],
  },
  firewall: {
    name: 'airside.firewall.matches',
    kind: 'counter',
    unit: '{match}',
    description: 'Rules of the firewall that matched and are logged, each once a request, by the severity that they state.',
    attributes: ['airside.api', 'airside.severity'],
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
