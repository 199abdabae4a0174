import { expect, test } from 'vitest';

import { benignValues } from '../benign/values.ts';
import type { RuleCase } from './cases.ts';
import { apiEngine, found, percentEncoded, send } from './send.ts';

const engine = apiEngine();
const values = benignValues();

const PLACES: Readonly<Record<string, (value: string) => RuleCase>> = {
  'parameter of the query': (value) => ({ value }),
  'text in JSON': (value) => ({
    body: Buffer.from(JSON.stringify({ note: Buffer.from(value, 'latin1').toString('utf8') })).toString('latin1'),
    headers: { 'Content-Type': 'application/json' },
  }),
  'body of plain text': (value) => ({ body: value, headers: { 'Content-Type': 'text/plain' } }),
  'field of a form': (value) => ({ body: `note=${percentEncoded(value)}` }),
};

test.each(Object.entries(PLACES))('no honest value is found at paranoia level 1 as a %s', (_, place) => {
  const alarms = values.flatMap((value) => {
    const ids = found(send(engine, place(value)));
    return ids.length === 0 ? [] : [{ value, ids }];
  });
  expect(alarms).toEqual([]);
});
