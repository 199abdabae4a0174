import { exchangeSchema } from '@airside/domain';
import { gatewayConfigurationSchema } from '@airside/gateway';
import { z } from 'zod';

import { configurationReference } from './configuration-page.ts';
import { dataClassReference } from './data-class-page.ts';
import { exchangeReference } from './exchange-page.ts';
import { exportReference } from './export-page.ts';
import { indicatorReference } from './indicator-page.ts';
import { metricReference } from './metric-page.ts';
import { problemReference } from './problem-page.ts';

/** The reference pages by their file names in `docs/reference`. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'behavior-indicators.md': indicatorReference(),
    'configuration.md': configurationReference(z.toJSONSchema(gatewayConfigurationSchema, { io: 'input' })),
    'data-classes.md': dataClassReference(),
    'exchange.md': exchangeReference(z.toJSONSchema(exchangeSchema)),
    'exports.md': exportReference(),
    'metrics.md': metricReference(),
    'problems.md': problemReference(),
  };
}
