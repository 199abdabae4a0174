import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Channel, createChannel } from '@airside/control';
import type { ChannelConfiguration } from '@airside/domain';

/** A channel of the configuration in a directory. Throws where the file with certificates that it names cannot be read. */
export function configuredChannel(name: string, settings: ChannelConfiguration, directory: string): Channel {
  return createChannel(name, settings, certificatesOf(settings, directory));
}

export function certificatesOf({ ca }: Pick<ChannelConfiguration, 'ca'>, directory: string): string | undefined {
  return ca === undefined ? undefined : readFileSync(resolve(directory, ca), 'utf8');
}
