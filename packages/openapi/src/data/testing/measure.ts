import type { Observation } from '../../observe/observation.ts';
import { DATA_CLASSES } from '../classes/index.ts';
import { DataInventory } from '../inventory/inventory.ts';
import { reportOf } from '../inventory/report.ts';
import { ClassIndex } from '../judge/class-index.ts';
import { type LabelledField, NEGATIVE, POSITIVE } from './labelled-fields.ts';
import { Random } from './random.ts';

/** How well fields are told apart. */
export interface Accuracy {
  readonly fields: number;
  /** Fields of a class that were found as that class. */
  readonly found: number;
  readonly missed: readonly string[];
  /** Fields said to be of a class that they are not of. */
  readonly falseAlarms: readonly string[];
  readonly precision: number;
  readonly recall: number;
}

/** An API of some endpoints for every labelled field, `calls` calls each, with fields of all kinds in bodies and queries. */
export function measureAccuracy({
  seed,
  calls,
  leastConfidence,
}: {
  readonly seed: number;
  readonly calls: number;
  readonly leastConfidence: number;
}): Accuracy {
  const random = new Random(seed);
  const inventory = new DataInventory(new ClassIndex(DATA_CLASSES));
  const labels = new Map<string, string | null>();
  for (const [at, field] of [...POSITIVE, ...NEGATIVE].entries()) {
    for (const [variant, name] of field.names.entries()) {
      const template = `/api${at}/things${variant}`;
      labels.set(`${template} ${name}`, field.label);
      for (let call = 0; call < calls; call++) inventory.add(observation(template, name, field, random));
    }
  }
  const found = new Map<string, unknown>(
    reportOf(inventory, leastConfidence).endpoints.flatMap(({ template, findings }) =>
      findings.map((each) => [`${template} ${each.field} ${each.dataClass.id}`, each] as const),
    ),
  );
  const wanted: readonly string[] = [...labels].filter(([, label]) => label !== null).map(([place, label]) => `${place} ${label}`);
  const missed = wanted.filter((key) => !found.has(key));
  const falseAlarms = [...found.keys()].filter((key) => !wanted.includes(key));
  const right = wanted.length - missed.length;
  return {
    fields: labels.size,
    found: right,
    missed,
    falseAlarms,
    precision: right / (right + falseAlarms.length),
    recall: right / wanted.length,
  };
}

function observation(template: string, name: string, { value }: LabelledField, random: Random): Observation {
  const body = name.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value(random));
  return {
    timeMs: 0,
    api: 'labelled',
    host: '',
    method: 'GET',
    path: template,
    template,
    query: '',
    status: 200,
    isRefused: false,
    caller: 'acme',
    credentials: undefined,
    request: { headers: undefined, body: undefined, bytes: undefined },
    response: {
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({ other: 1, ...(body as object) }),
      bytes: undefined,
    },
  };
}
