import { fileURLToPath } from 'node:url';

import type { RuleSource } from './language/source.ts';

/** How strict Airside's own rules are. */
export interface ApiRulesOptions {
  /** 1 (no false alarms wanted) to 4 (whatever is unusual). Default 1. */
  readonly paranoiaLevel?: 1 | 2 | 3 | 4;
  /** The score from which on a request is refused; a rule adds 5. A whole number of 1 or more; default 5. */
  readonly inboundThreshold?: number;
  /** Report what would be refused, refuse nothing. Default false. */
  readonly detectionOnly?: boolean;
}

/** In the order in which they run. */
const FILES = [
  '100-start.conf',
  '101-protocol.conf',
  '102-sql.conf',
  '103-commands.conf',
  '104-templates.conf',
  '105-files.conf',
  '106-urls.conf',
  '107-scripts.conf',
  '108-interpreters.conf',
  '109-graphql.conf',
  '110-raw-body.conf',
  '112-encoded.conf',
  '111-verdict.conf',
];

/**
 * Airside's own rules for APIs as sources for `loadRules`, behind a text with the settings. Their ids are 100000 to 109999. Throws a
 * RangeError for options outside of their range.
 */
export function apiRules(options: ApiRulesOptions = {}): RuleSource[] {
  return [{ text: settings(options), name: 'api-rules-settings.conf' }, ...FILES.map((name) => ({ file: rulePath(name) }))];
}

function settings({ paranoiaLevel = 1, inboundThreshold = 5, detectionOnly = false }: ApiRulesOptions): string {
  const level = whole('paranoiaLevel', paranoiaLevel, 4);
  const threshold = whole('inboundThreshold', inboundThreshold, 1_000_000);
  return [
    `SecRuleEngine ${detectionOnly ? 'DetectionOnly' : 'On'}`,
    `SecAction "id:100000,phase:1,pass,nolog,setvar:tx.api_paranoia_level=${level},setvar:tx.api_inbound_threshold=${threshold}"`,
  ].join('\n');
}

function whole(name: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new RangeError(`apiRules: ${name} is ${value}; expected a whole number from 1 to ${most}`);
  }
  return value;
}

/** Beside `src` as beside `dist`. */
function rulePath(name: string): string {
  return fileURLToPath(new URL(`../rules/${name}`, import.meta.url));
}
