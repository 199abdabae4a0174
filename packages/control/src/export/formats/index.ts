import type { ExportConfiguration } from '@airside/domain';

import { CEF } from './cef.ts';
import { ECS } from './ecs.ts';
import type { Format } from './format.ts';
import { OCSF } from './ocsf/index.ts';

/** The formats by their names in the configuration. */
export const FORMATS: Readonly<Record<ExportConfiguration['format'], Format>> = { ocsf: OCSF, ecs: ECS, cef: CEF };
