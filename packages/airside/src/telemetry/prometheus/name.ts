import type { MetricDefinition } from '@airside/gateway';

const UNITS: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes', '1': 'ratio' };

/** The unit in Prometheus's words; '' where it has none there (`{request}`), or says nothing (1 of what is only ever 1). */
export function prometheusUnit({ name, unit }: MetricDefinition): string {
  return unit === '1' && !name.endsWith('utilization') ? '' : (UNITS[unit] ?? '');
}

/**
 * The name of a metric family in Prometheus, without `_total`, as OpenTelemetry's compatibility specification says:
 * `http.server.request.duration` in seconds is `http_server_request_duration_seconds`.
 */
export function prometheusName(definition: MetricDefinition): string {
  const unit = prometheusUnit(definition);
  const name = labelName(definition.name);
  return unit === '' || name.endsWith(`_${unit}`) ? name : `${name}_${unit}`;
}

/** `http.request.method` is `http_request_method`. */
export function labelName(attribute: string): string {
  return attribute.replaceAll('.', '_');
}
