import { DURATION_BUCKETS, type MetricDefinition, SIZE_BUCKETS } from '../definition.ts';

const ofRequest = [
  'http.request.method',
  'url.scheme',
  'http.route',
  'http.response.status_code',
  'error.type',
  'airside.api',
  'airside.operation',
] as const;

/** Semantic conventions for HTTP metrics, with API and operation added. */
export const HTTP_METRICS = {
  duration: {
    name: 'http.server.request.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Duration of requests, from their head to the end of their answer.',
    attributes: ofRequest,
    buckets: DURATION_BUCKETS,
  },
  active: {
    name: 'http.server.active_requests',
    kind: 'upDownCounter',
    unit: '{request}',
    description: 'Requests under way.',
    attributes: ['http.request.method', 'url.scheme'],
  },
  requestSize: {
    name: 'http.server.request.body.size',
    kind: 'histogram',
    unit: 'By',
    description: 'Size of request bodies, as far as they were read.',
    attributes: ofRequest,
    buckets: SIZE_BUCKETS,
  },
  responseSize: {
    name: 'http.server.response.body.size',
    kind: 'histogram',
    unit: 'By',
    description: 'Size of the bodies of answers to callers.',
    attributes: ofRequest,
    buckets: SIZE_BUCKETS,
  },
  upstream: {
    name: 'http.client.request.duration',
    kind: 'histogram',
    unit: 's',
    description: 'Duration of requests to upstreams, from dispatch to the end of the answer.',
    attributes: [
      'http.request.method',
      'server.address',
      'server.port',
      'url.scheme',
      'http.response.status_code',
      'error.type',
      'airside.api',
    ],
    buckets: DURATION_BUCKETS,
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
