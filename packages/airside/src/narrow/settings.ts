import type { ApiConfiguration, Configuration } from '@airside/domain';
import { roundUp } from '@airside/openapi';

import { counted } from '../terminal.ts';
import { MOST_NETWORKS, type TrafficProfile } from './traffic-profile.ts';

/** A change of the configuration. */
export interface SettingProposal {
  /** Null for what is not about one API. */
  readonly api: string | null;
  /** Keys from the root of the configuration file. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
}

export interface SettingOptions {
  readonly leastCalls: number;
  readonly factor: number;
}

const KIB = 1024;
const MINUTE_MS = 60_000;

/** What the policies of an API could allow less of, by how it is used. */
export function settingProposals(
  id: string,
  api: ApiConfiguration,
  profile: TrafficProfile,
  { leastCalls, factor }: SettingOptions,
): readonly SettingProposal[] {
  if (profile.calls < leastCalls) return [];
  return [...rate(id, api, profile, factor), ...size(id, api, profile, factor), ...addresses(id, api, profile)];
}

function rate(id: string, { policies }: ApiConfiguration, profile: TrafficProfile, factor: number): readonly SettingProposal[] {
  const { requests, per, by } = policies['rateLimit'] as { readonly requests: number; readonly per: number; readonly by: string };
  const most = Math.max(10, roundUp(profile.peakPerMinute * factor));
  if (by !== 'consumer' || profile.hasMoreCallers || most >= (requests * MINUTE_MS) / per) return [];
  return [
    {
      api: id,
      path: ['apis', id, 'policies', 'rateLimit'],
      before: { requests, per: `${per / 1000}s` },
      after: { requests: most, per: '1m' },
      reason: `at most ${counted(profile.peakPerMinute, 'call')} of one caller within a minute`,
    },
  ];
}

function size(id: string, { policies }: ApiConfiguration, profile: TrafficProfile, factor: number): readonly SettingProposal[] {
  const { maxBody } = policies['size'] as { readonly maxBody: number };
  const most = Math.max(1, roundUp((profile.largestBody * factor) / KIB)) * KIB;
  if (most >= maxBody) return [];
  return [
    {
      api: id,
      path: ['apis', id, 'policies', 'size'],
      before: { maxBody: `${maxBody}B` },
      after: { maxBody: `${most / KIB}KiB` },
      reason: `the largest body had ${counted(profile.largestBody, 'byte')}`,
    },
  ];
}

/** Public APIs are for everybody; where callers show no credential, where they are says nothing of who they are. */
function addresses(id: string, { policies, exposure }: ApiConfiguration, profile: TrafficProfile): readonly SettingProposal[] {
  const { allow } = policies['addresses'] as { readonly allow?: unknown };
  const { networks } = profile;
  if (exposure === 'public' || allow !== undefined || networks === undefined || profile.anonymous > 0) return [];
  return [
    {
      api: id,
      path: ['apis', id, 'policies', 'addresses', 'allow'],
      before: null,
      after: networks,
      reason: `all calls came from ${counted(networks.length, 'network')} (proposed for up to ${MOST_NETWORKS})`,
    },
  ];
}

/** The scopes of consumers that no operation they called asks for. `used` has what was asked for of each consumer. */
export function scopeProposals(
  { consumers }: Pick<Configuration, 'consumers'>,
  used: ReadonlyMap<string, { readonly calls: number; readonly scopes: ReadonlySet<string> }>,
  { leastCalls }: SettingOptions,
): readonly SettingProposal[] {
  return Object.entries(consumers).flatMap(([id, { scopes }]) => {
    const use = used.get(id);
    if (use === undefined || use.calls < leastCalls) return [];
    const left = scopes.filter((scope) => use.scopes.has(scope));
    if (left.length === scopes.length) return [];
    const unused = scopes.filter((scope) => !use.scopes.has(scope));
    return [
      {
        api: null,
        path: ['consumers', id, 'scopes'],
        before: scopes,
        after: left,
        reason: `no operation that it called in ${counted(use.calls, 'call')} asks for ${unused.join(', ')}`,
      },
    ];
  });
}
