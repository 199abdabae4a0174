import type { Observation } from '../observation.ts';
import { parseCombined } from './combined.ts';
import { isHaproxyTcp, parseHaproxy } from './haproxy.ts';
import { parseJsonLog } from './json-log.ts';
import { LOG_FORMATS, type LogFormat } from './names.ts';

const PARSERS: Readonly<Record<LogFormat, (line: string) => Observation | undefined>> = {
  combined: parseCombined,
  json: parseJsonLog,
  haproxy: parseHaproxy,
};

/** What a line of an access log is: a call, a line that tells of no call by its format, or one that is not understood. */
export function parseLogLine(line: string, format: LogFormat): Observation | 'no-call' | undefined {
  const call = PARSERS[format](line);
  if (call !== undefined) return call;
  return format === 'haproxy' && isHaproxyTcp(line) ? 'no-call' : undefined;
}

/** The format that most of the lines are in; undefined where none understands any. */
export function detectLogFormat(lines: readonly string[]): LogFormat | undefined {
  const understood = LOG_FORMATS.map(
    (format) => [format, lines.filter((line) => parseLogLine(line, format) !== undefined).length] as const,
  );
  const [best] = understood.toSorted(([, a], [, b]) => b - a);
  return best !== undefined && best[1] > 0 ? best[0] : undefined;
}
