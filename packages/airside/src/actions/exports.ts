import { exportView, testExport, testResult, testView } from '@airside/control';
import { z } from 'zod';

import { askLive } from '../admin/ask-live.ts';
import { isNotRunning } from '../admin/client.ts';
import type { OutputOptions } from '../admin/records.ts';
import { each, printList, timeText } from '../admin/show.ts';
import { readConfiguration } from '../configured.ts';
import { dataDirectoryOf } from '../data-directory-option.ts';
import { expectName } from '../expect-name.ts';
import { note } from '../terminal.ts';
import { configuredExport } from '../up/configured-export.ts';
import { loadExportKey, openDataDirectory } from '../up/data-directory.ts';
import { printTestResult } from './print-test-result.ts';

export type ExportsOptions = OutputOptions;

/** Prints how the exports of a running Airside are doing. */
export async function listExports(options: ExportsOptions): Promise<void> {
  const { items } = await askLive(options, { method: 'GET', path: '/v1/exports' }, z.object({ items: z.array(exportView) }));
  await printList(each(items), {
    json: options.json,
    header: ['name', 'format', 'to', 'state', 'sent', 'waiting', 'given up', 'last sent', 'last error'],
    row: ({ name, format, target, failures, sent, waiting, dropped, lastSentMs, lastError }) => [
      name,
      format,
      target,
      failures === 0 ? 'ok' : 'failing',
      String(sent),
      String(waiting),
      String(dropped),
      timeText(lastSentMs ?? undefined),
      lastError ?? '-',
    ],
    empty: 'no export is configured',
  });
}

/** Sends a test record, from the Airside that runs, else from here; yields the exit code. */
export async function testConfiguredExport(name: string, options: ExportsOptions): Promise<number> {
  const path = `/v1/exports/${encodeURIComponent(name)}/test`;
  const result = await askLive(options, { method: 'POST', path }, testView).catch(async (error: unknown) => {
    if (!isNotRunning(error)) throw error;
    return testStopped(name, options, error);
  });
  return printTestResult(result, options);
}

async function testStopped(name: string, options: ExportsOptions, notRunning: unknown) {
  const loaded = await readConfiguration(options, 'which exports there are', 'mend them');
  if (loaded === undefined) throw notRunning;
  const settings = expectName('export', name, loaded.configuration.exports);
  note('no Airside is running: the record is sent as the configuration file says');
  const key = loadExportKey(openDataDirectory(await dataDirectoryOf(options)));
  return testResult(name, await testExport(configuredExport(name, settings, loaded.bundle.directory), key));
}
