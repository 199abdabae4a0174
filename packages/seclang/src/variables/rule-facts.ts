/** What a rule says of itself, without effect on what it matches. */
export interface RuleFacts {
  readonly id: number;
  readonly phase: number;
  readonly file: string;
  readonly line: number;
  readonly msg: string;
  readonly tags: readonly string[];
  /** 0 (emergency) to 7 (debug). */
  readonly severity: number | undefined;
  readonly rev: string;
  readonly ver: string;
  readonly maturity: number | undefined;
  readonly accuracy: number | undefined;
}

export const SEVERITIES = ['EMERGENCY', 'ALERT', 'CRITICAL', 'ERROR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG'] as const;
