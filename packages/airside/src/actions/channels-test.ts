import { testChannel, testResult, testView } from '@airside/control';

import { askLive } from '../admin/ask-live.ts';
import { isNotRunning } from '../admin/client.ts';
import type { OutputOptions } from '../admin/records.ts';
import { readConfiguration } from '../configured.ts';
import { expectName } from '../expect-name.ts';
import { note } from '../terminal.ts';
import { configuredChannel } from '../up/configured-channel.ts';
import { printTestResult } from './print-test-result.ts';

export type TestChannelOptions = OutputOptions;

/** Sends a test message, from the Airside that runs, else from here; yields the exit code. */
export async function testConfiguredChannel(name: string, options: TestChannelOptions): Promise<number> {
  const path = `/v1/channels/${encodeURIComponent(name)}/test`;
  const result = await askLive(options, { method: 'POST', path }, testView).catch(async (error: unknown) => {
    if (!isNotRunning(error)) throw error;
    return testStopped(name, options, error);
  });
  return printTestResult(result, options);
}

async function testStopped(name: string, options: TestChannelOptions, notRunning: unknown) {
  const loaded = await readConfiguration(options, 'which channels there are', 'mend them');
  if (loaded === undefined) throw notRunning;
  const settings = expectName('channel', name, loaded.configuration.channels);
  note('no Airside is running: the message is sent as the configuration file says');
  const outcome = await testChannel(configuredChannel(name, settings, loaded.bundle.directory));
  return testResult(name, outcome);
}
