import { formatProblem } from '@airside/domain';
import {
  buildDefinition,
  ClassIndex,
  type DataClass,
  DataInventory,
  type DataReport,
  type DataSource,
  declaredData,
  readDefinition,
  reportOf,
  SENSITIVITIES,
  type Sensitivity,
} from '@airside/openapi';

import { classList, classPage } from '../data/class-page.ts';
import { classesOf } from '../data/classes.ts';
import { dataReport } from '../data/report.ts';
import { resultOf } from '../data/result.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, progress, shortPath } from '../terminal.ts';
import { observations, type TrafficOptions } from '../traffic/observations.ts';

export interface DataOptions extends TrafficOptions {
  readonly definition?: string;
  readonly classes?: string;
  readonly class?: readonly string[];
  readonly minConfidence: number;
  readonly failOn?: string;
  readonly json?: boolean;
  readonly listClasses?: boolean;
  readonly explain?: string;
}

const CALLS_BETWEEN_NOTES = 100_000;

/** Prints what personal and secret data goes through the endpoints; yields the exit code. */
export async function data(files: readonly string[], options: DataOptions): Promise<number> {
  const classes = await classesOf(options.classes ?? options.config);
  if (options.listClasses === true || options.explain !== undefined) {
    const asked = options.explain === undefined ? classes : [known(classes, options.explain)];
    process.stdout.write(options.explain === undefined ? classList(asked, options.json === true) : classPage(asked, options.json === true));
    return EXIT.ok;
  }
  const wanted = options.class?.map((id) => known(classes, id));
  const fails = options.failOn === undefined ? () => false : failing(classes, options.failOn);
  const index = new ClassIndex(classes);
  const source = options.definition === undefined ? await seen(files, options, index) : await declared(options.definition, files, index);
  const report = only(reportOf(source, options.minConfidence), wanted);
  process.stdout.write(options.json === true ? `${JSON.stringify(resultOf(report), null, 2)}\n` : dataReport(report));
  return report.endpoints.some(({ findings }) => findings.some(({ dataClass }) => fails(dataClass))) ? EXIT.failed : EXIT.ok;
}

async function seen(files: readonly string[], options: DataOptions, index: ClassIndex): Promise<DataSource> {
  const inventory = new DataInventory(index);
  for await (const observation of observations(files, options)) {
    inventory.add(observation);
    if (inventory.calls % CALLS_BETWEEN_NOTES === 0) progress(`${inventory.calls} calls looked at`);
  }
  return inventory;
}

async function declared(definition: string, files: readonly string[], index: ClassIndex): Promise<DataSource> {
  if (files.length > 0) throw new CommandError('--definition looks at no traffic: name no files with it', { exitCode: EXIT.usage });
  const { document, problems } = await readDefinition(definition);
  if (document !== undefined) return declaredData(buildDefinition(document), index);
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${definition} has errors, so it does not say what data there is`, { exitCode: EXIT.unavailable });
}

/** Of a report what is of the classes that were asked for. */
function only(report: DataReport, wanted: readonly DataClass[] | undefined): DataReport {
  if (wanted === undefined) return report;
  const isWanted = ({ dataClass }: { readonly dataClass: DataClass }): boolean => wanted.includes(dataClass);
  const endpoints = report.endpoints.map((endpoint) => ({
    ...endpoint,
    findings: endpoint.findings.filter(isWanted),
    volumes: endpoint.volumes.filter(isWanted),
  }));
  return { ...report, endpoints: endpoints.filter(({ findings }) => findings.length > 0) };
}

function failing(classes: readonly DataClass[], what: string): (dataClass: DataClass) => boolean {
  const least = SENSITIVITIES.indexOf(what as Sensitivity);
  if (least !== -1) return ({ sensitivity }) => SENSITIVITIES.indexOf(sensitivity) >= least;
  const meant = known(classes, what);
  return (dataClass) => dataClass === meant;
}

function known(classes: readonly DataClass[], id: string): DataClass {
  const found = classes.find((dataClass) => dataClass.id === id);
  if (found !== undefined) return found;
  throw new CommandError(`there is no class of data "${id}"`, { exitCode: EXIT.usage, hint: 'airside data --list-classes names them' });
}
