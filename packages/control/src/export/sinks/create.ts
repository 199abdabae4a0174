import type { ExportConfiguration } from '@airside/domain';

import { fileSink } from './file.ts';
import { httpSink } from './http.ts';
import type { Sink } from './sink.ts';
import { syslogSink } from './syslog.ts';

/** Where an export goes, as its configuration says. */
export function createSink({
  name,
  settings: { http, syslog, file, format, timeout: timeoutMs },
  ca,
  directory,
}: {
  readonly name: string;
  readonly settings: ExportConfiguration;
  readonly ca: string | undefined;
  readonly directory: string;
}): Sink {
  if (http !== undefined) return httpSink(http, { timeoutMs, ca }, format !== 'cef');
  if (syslog !== undefined) return syslogSink(syslog, { timeoutMs, ca });
  if (file !== undefined) return fileSink(file, directory);
  throw new TypeError(`expected the export ${name} to have one of http, syslog, file`);
}
