import type { DataClass, DataReport } from '@airside/openapi';

/** What `airside data --json` prints: the report with the classes by their ids. */
export function resultOf({ endpoints, ...rest }: DataReport): unknown {
  return {
    ...rest,
    endpoints: endpoints.map(({ findings, volumes, ...endpoint }) => ({
      ...endpoint,
      findings: findings.map(({ dataClass, confidence, ...finding }) => ({
        ...named(dataClass),
        ...finding,
        confidence: Number(confidence.toFixed(4)),
      })),
      volumes: volumes.map(({ dataClass, ...volume }) => ({ class: dataClass.id, ...volume })),
    })),
  };
}

function named({ id, title, family, sensitivity }: DataClass): object {
  return { class: id, title, family, sensitivity };
}
