import type { Exchange } from '@airside/domain';

export type Matches = NonNullable<Exchange['firewall']>['matches'];

/** What tuning needs to know of one request, recorded or inspected here. Plain JSON, so that it can be laid aside in a file. */
export interface Observation {
  readonly api: string;
  readonly operation: string | null;
  /** Who called: the credential's owner, or the network of an address where nobody is named. */
  readonly caller: string;
  readonly authenticated: boolean;
  readonly address: string;
  /** Milliseconds since 1970; 0 where nothing tells. */
  readonly timeMs: number;
  /** The firewall refused it, or would have where it only detects. */
  readonly alarm: boolean;
  /** What the caller was told; `none` where the firewall refused. */
  readonly answer: 'success' | 'clientError' | 'other' | 'none';
  /** 1 for an attack, 0 for an honest request, where somebody has said so. */
  readonly label?: 0 | 1;
  readonly score: number;
  readonly matches: Matches;
}
