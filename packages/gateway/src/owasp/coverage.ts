import { type Configuration, interpretConfiguration } from '@airside/domain';
import { createDirectory } from '@airside/identity';
import { buildDefinition } from '@airside/openapi';

import { policyOptionSchemas } from '../policies/index.ts';
import type { ConfigurationBundle } from '../snapshot/bundle.ts';
import { compileSnapshot } from '../snapshot/compile.ts';
import type { CompiledApi } from '../snapshot/compiled.ts';
import { SharedResources } from '../snapshot/leases.ts';
import { compileRules } from '../snapshot/rule-files.ts';
import { TRIAL_SERVICES } from '../snapshot/trial-services.ts';
import { type Posture, postureOf } from './posture.ts';
import { type Check, type Level, type List, levelOf } from './risk.ts';
import { RISKS } from './risks/index.ts';

/** How far one risk is covered on one operation, and why. */
export interface CoverageCell {
  readonly risk: string;
  readonly title: string;
  /** `API1:2023`. */
  readonly place: string;
  readonly level: Level;
  readonly checks: readonly Check[];
  /** Why it does not apply. */
  readonly notApplicable?: string;
  /** Why a configuration alone never covers it. */
  readonly limit?: string;
  /** What a configuration cannot prove; scans and attacks fill it in. */
  readonly proof: { readonly state: 'not-proven'; readonly test: string };
}

export interface OperationCoverage {
  readonly api: string;
  /** Id of the operation; null for an API without a definition. */
  readonly operation: string | null;
  readonly method: string | null;
  readonly template: string | null;
  /** Policies that have a part in it, in the order of the checkpoints. */
  readonly policies: readonly string[];
  readonly cells: Readonly<Record<List, readonly CoverageCell[]>>;
}

/** Why a configuration cannot be judged. */
export class UncoverableError extends Error {}

/**
 * How far the risks of the OWASP API Security Top 10 are covered on each operation: judged by the policies as they are compiled for it, with the options in
 * force there.
 *
 * @throws {UncoverableError} when the configuration has errors.
 */
export function coverageOf(bundle: ConfigurationBundle): readonly OperationCoverage[] {
  const services = { ...TRIAL_SERVICES, directory: createDirectory({}), compileRules };
  const { snapshot, problems } = compileSnapshot(bundle, new SharedResources(), services);
  if (snapshot === undefined) throw new UncoverableError(problems[0]?.message ?? 'the configuration has errors');
  try {
    const configuration = interpretConfiguration(bundle.source, policyOptionSchemas) as unknown as Configuration;
    return snapshot.router.values.flatMap((api) => coverageOfApi(api, configuration, bundle));
  } finally {
    snapshot.release();
  }
}

function coverageOfApi(api: CompiledApi, configuration: Configuration, bundle: ConfigurationBundle): readonly OperationCoverage[] {
  const loaded = Object.hasOwn(bundle.definitions, api.id) ? bundle.definitions[api.id] : undefined;
  const definition = loaded && buildDefinition(loaded.document);
  return api.operations.map((compiled) => {
    const posture = postureOf(compiled, api.id, configuration, definition);
    return {
      api: api.id,
      operation: compiled.operation?.id ?? null,
      method: compiled.operation?.method ?? null,
      template: compiled.operation?.template ?? null,
      policies: [...new Set(compiled.pipeline.stages.map(({ policy }) => policy))],
      cells: { 2019: cellsOf('2019', posture), 2023: cellsOf('2023', posture) },
    };
  });
}

function cellsOf(list: List, posture: Posture): readonly CoverageCell[] {
  const listed = RISKS.flatMap((risk) => (risk.places[list] === undefined ? [] : [{ risk, number: risk.places[list] }]));
  return listed
    .toSorted((a, b) => a.number - b.number)
    .map(({ risk: { id, title, test, assess }, number }) => {
      const assessment = assess(posture);
      return {
        risk: id,
        title,
        place: `API${number}:${list}`,
        level: levelOf(assessment),
        checks: 'checks' in assessment ? assessment.checks : [],
        ...('notApplicable' in assessment && { notApplicable: assessment.notApplicable }),
        ...('limit' in assessment && assessment.limit !== undefined && { limit: assessment.limit }),
        proof: { state: 'not-proven', test },
      };
    });
}

const WORTH = { covered: 1, partly: 0.5, reported: 0, open: 0 } as const;

/** The share of applicable risks that are covered, over all operations, in percent; those that are covered in part count half. */
export function coverageScore(operations: readonly OperationCoverage[], list: List): number {
  const levels = operations.flatMap(({ cells }) => cells[list].map(({ level }) => level)).filter((level) => level !== 'not-applicable');
  const sum = levels.reduce((total, level) => total + WORTH[level], 0);
  return levels.length === 0 ? 100 : Math.round((sum / levels.length) * 1000) / 10;
}
