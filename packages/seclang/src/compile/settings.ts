import type { AuditMode, EngineMode } from '../variables/state.ts';

/** The settings of a rule set: what its directives say beside rules. */
export interface Settings {
  engine: EngineMode;
  requestBodyAccess: boolean;
  requestBodyLimitBytes: number;
  requestBodyNoFilesLimitBytes: number;
  requestBodyLimitAction: 'Reject' | 'ProcessPartial';
  requestBodyJsonDepthLimit: number;
  argumentsLimit: number;
  uploadFileLimit: number;
  responseBodyAccess: boolean;
  responseBodyLimitBytes: number;
  responseBodyLimitAction: 'Reject' | 'ProcessPartial';
  responseBodyMimeTypes: ReadonlySet<string>;
  collectionTimeoutSeconds: number;
  audit: AuditMode;
  /** Letters of the parts of an audit record. */
  auditParts: string;
  auditFormat: 'JSON' | 'Native';
  /** By status code: 1 where a response of that status is worth a record. */
  auditRelevantStatus: Uint8Array;
  componentSignatures: string[];
}

export function defaultSettings(): Settings {
  return {
    engine: 'Off',
    requestBodyAccess: false,
    requestBodyLimitBytes: 134_217_728,
    requestBodyNoFilesLimitBytes: 1_048_576,
    requestBodyLimitAction: 'Reject',
    requestBodyJsonDepthLimit: 10_000,
    argumentsLimit: 1000,
    uploadFileLimit: 100,
    responseBodyAccess: false,
    responseBodyLimitBytes: 524_288,
    responseBodyLimitAction: 'Reject',
    responseBodyMimeTypes: new Set(['text/plain', 'text/html']),
    collectionTimeoutSeconds: 3600,
    audit: 'Off',
    auditParts: 'ABCFHZ',
    auditFormat: 'Native',
    auditRelevantStatus: new Uint8Array(1000),
    componentSignatures: [],
  };
}
