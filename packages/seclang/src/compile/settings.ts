import type { BestFit } from '../transformations/best-fit.ts';
import type { AuditMode, EngineMode } from '../variables/state.ts';

/** The settings of a rule set: what its directives say beside rules. */
export interface Settings {
  engine: EngineMode;
  requestBodyAccess: boolean;
  requestBodyLimitBytes: number;
  requestBodyNoFilesLimitBytes: number;
  requestBodyLimitAction: 'Reject' | 'ProcessPartial';
  requestBodyJsonDepthLimit: number;
  /** Arguments of query and body together at most. */
  argumentsLimit: number;
  /** The byte that parts arguments in queries and forms. */
  argumentSeparator: string;
  /** 0: cookies as browsers send them; 1: with quotes and `$Path`, as in RFC 2109. */
  cookieFormat: 0 | 1;
  /** The byte that parts cookies of format 0. */
  cookieSeparator: string;
  /** The map of `t:urlDecodeUni`; undefined for the one that is built in. */
  bestFit: BestFit | undefined;
  uploadFileLimit: number;
  /** Whether a rule selects from XML by other paths than those to all text and all attributes. */
  xmlPaths: boolean;
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
    argumentSeparator: '&',
    cookieFormat: 0,
    cookieSeparator: ';',
    bestFit: undefined,
    uploadFileLimit: 100,
    xmlPaths: false,
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
