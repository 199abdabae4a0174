import {
  buildDefinition,
  compileRequestValidator,
  compileResponseValidator,
  type Definition,
  type DefinitionDocument,
  type Operation,
} from '@airside/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { enforcedDefinition, largeOrder, ORDER, ORDER_SCHEMA } from './enforced-definition.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import { perCallUs } from './per-call.ts';

const ROUNDS = 7;
const GOAL_US = 10;

/** What judging a request costs, each kind beside what the bare libraries take for the same bytes. */
export const enforcement: Measurement = {
  name: 'enforcement',
  about: 'bodies and parameters held to a definition, from bytes to verdict, beside JSON.parse and Ajv on the same schema',
  run,
};

interface Contest {
  readonly name: string;
  readonly bytes: number;
  readonly ours: () => boolean;
  /** The bare libraries on the same input; undefined where they have nothing like it. */
  readonly bare: (() => boolean) | undefined;
  /** What both have to say. */
  readonly expected: boolean;
}

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const contests = allContests();
  for (const { name, ours, bare, expected } of contests) {
    if (ours() !== expected || (bare !== undefined && bare() !== expected)) throw new Error(`${name}: a contender gives the wrong verdict`);
  }
  const measured = contests.map((contest) => ({ contest, ours: [] as number[], bare: [] as number[] }));
  // The first round only warms up.
  for (let round = 0; round <= (quick ? 1 : ROUNDS); round++) {
    for (const { contest, ours, bare } of measured) {
      const [one, other] = [perCallUs(contest.ours, quick), contest.bare === undefined ? undefined : perCallUs(contest.bare, quick)];
      if (round === 0) continue;
      ours.push(one);
      if (other !== undefined) bare.push(other);
    }
  }
  print(
    table([
      ['', 'bytes', 'Airside µs', 'bare µs', '÷ bare', `under ${GOAL_US} µs`],
      ...measured.map(({ contest: { name, bytes }, ours, bare }) => {
        const [one, other] = [median(ours), bare.length === 0 ? undefined : median(bare)];
        const ratio = other === undefined ? '' : (one / other).toFixed(2);
        return [name, String(bytes), one.toFixed(2), other?.toFixed(2) ?? '', ratio, one < GOAL_US ? 'yes' : 'no'];
      }),
    ]),
  );
  print('bare: JSON.parse of the text and a compiled Ajv with ajv-formats, which take names that stand twice and patterns that backtrack');
}

function allContests(): readonly Contest[] {
  const definition = buildDefinition(enforcedDefinition() as DefinitionDocument);
  const create = operationOf(definition, 'createOrder');
  const validator = compileRequestValidator(definition, create, { unknownQueryParameters: 'reject', closedBodies: false });
  const bare = bareValidator();
  const body = (name: string, order: object, expected: boolean): Contest => {
    const bytes = Buffer.from(JSON.stringify(order));
    return {
      name,
      bytes: bytes.length,
      ours: () => validator.validateBody('application/json', bytes).kind === 'valid',
      bare: () => bare(JSON.parse(bytes.toString())),
      expected,
    };
  };
  const large = largeOrder(10_000);
  return [
    body('an order', ORDER, true),
    body('an order of the wrong type', { ...ORDER, currency: 'XXX' }, false),
    body('an order with a field too many', { ...ORDER, admin: true }, false),
    body('an order of 10 kB', large, true),
    parameters(definition),
    response('an answer that fits', definition, ORDER, false),
    response('an answer, one field taken out', definition, { ...ORDER, internal: { margin: 0.4 } }, true),
    response('10 kB, one field taken out', definition, { ...large, internal: { margin: 0.4 } }, true),
  ];
}

function parameters(definition: Definition): Contest {
  const list = compileRequestValidator(definition, operationOf(definition, 'listOrders'), {
    unknownQueryParameters: 'reject',
    closedBodies: false,
  });
  const query = 'limit=20&status=open,paid&from=2026-01-01&filter%5Bcountry%5D=DE';
  const head = { parameters: {}, query, header: (name: string) => (name === 'x-trace' ? '7f6c' : undefined) };
  return {
    name: 'five parameters',
    bytes: query.length,
    ours: () => list.validateHead(head).violations.length === 0,
    bare: undefined,
    expected: true,
  };
}

function response(name: string, definition: Definition, order: object, isStripped: boolean): Contest {
  const validator = compileResponseValidator(definition, operationOf(definition, 'createOrder'), {
    closedBodies: true,
    unknownFields: 'strip',
    writeOnlyFields: 'strip',
  });
  const bytes = Buffer.from(JSON.stringify(order));
  return {
    name,
    bytes: bytes.length,
    ours: () => {
      const verdict = validator.validateBody(201, 'application/json', bytes);
      return verdict.kind === 'valid' && (verdict.replacement !== undefined) === isStripped;
    },
    bare: undefined,
    expected: true,
  };
}

function bareValidator(): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(ORDER_SCHEMA);
  return (value) => validate(value);
}

function operationOf({ operations }: Definition, id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`the definition has no operation ${id}`);
  return found;
}
