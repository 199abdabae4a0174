import type { ConfiguredExport } from '@airside/control';
import type { ExportConfiguration } from '@airside/domain';

import { certificatesOf } from './configured-channel.ts';

/** An export of the configuration in a directory. Throws where the file with certificates that it names cannot be read. */
export function configuredExport(name: string, settings: ExportConfiguration, directory: string): ConfiguredExport {
  return { name, settings, ca: certificatesOf(settings, directory), directory };
}
