import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';

import { version } from '../../version.ts';
import { type KeyValue, keyValues } from './attributes.ts';

/** What sends: this Airside. `attributes` come from the configuration and count before what is found out. */
export function resourceAttributes(environment: string, attributes: Readonly<Record<string, string>>): readonly KeyValue[] {
  return keyValues({
    'service.name': 'airside',
    'service.version': version(),
    'service.instance.id': randomUUID(),
    'deployment.environment.name': environment,
    'host.name': hostname(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    ...attributes,
  });
}

/** What names the sender within the resource: `InstrumentationScope`. */
export function scope(): { readonly name: string; readonly version: string } {
  return { name: 'airside', version: version() };
}
