import type { Format } from './exposition.ts';

const LONGEST_ACCEPT = 2000;

/** Which format an `Accept` field prefers; the older one where it says nothing of either. Of equals, OpenMetrics where it is named. */
export function negotiate(accept: string | undefined): Format {
  let best: Format = 'text';
  let bestQuality = 0;
  for (const range of (accept ?? '').slice(0, LONGEST_ACCEPT).split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const format = formatOf(type, parameters);
    const quality = qualityOf(parameters);
    if (format === undefined || quality === 0) continue;
    if (quality > bestQuality || (quality === bestQuality && format === 'openmetrics')) [best, bestQuality] = [format, quality];
  }
  return best;
}

/** Undefined for a type that is neither, and for a version that is not written here. */
function formatOf(type: string, parameters: readonly string[]): Format | undefined {
  const version = parameters.find((parameter) => parameter.startsWith('version='))?.slice('version='.length);
  if (type === 'application/openmetrics-text') return version === undefined || version === '1.0.0' ? 'openmetrics' : undefined;
  if (type === 'text/plain') return version === undefined || version === '0.0.4' ? 'text' : undefined;
  return type === '*/*' || type === 'text/*' ? 'text' : undefined;
}

function qualityOf(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (text === undefined) return 1;
  const quality = Number(text);
  return quality >= 0 && quality <= 1 ? quality : 0;
}
