import { expect, test } from 'vitest';

import { negotiate } from './negotiate.ts';

const PROMETHEUS =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

test.each([
  [undefined, 'text'],
  ['', 'text'],
  ['*/*', 'text'],
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
  [PROMETHEUS, 'openmetrics'],
  [PROMETHEUS_3, 'openmetrics'],
  ['application/openmetrics-text;version=1.0.0;q=0.2, text/plain;version=0.0.4;q=0.3', 'text'],
  ['application/openmetrics-text;version=1.0.0;q=0, */*', 'text'],
  ['application/openmetrics-text;version=2.0.0', 'text'],
  ['application/json', 'text'],
  ['Application/OpenMetrics-Text; Version=1.0.0', 'openmetrics'],
  ['application/openmetrics-text;q=nonsense', 'text'],
  [`${'x,'.repeat(5000)}application/openmetrics-text`, 'text'],
])('%j gets %s', (accept, format) => {
  expect(negotiate(accept)).toBe(format);
});
