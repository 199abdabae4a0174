import type { IdentityProvider } from '@airside/domain';

import type { ClaimMark } from '../jwt/issuer.ts';
import { PRESETS } from './index.ts';
import type { ProviderPreset } from './preset.ts';

/** What a configuration says of an issuer. */
export interface IssuerSettings extends Partial<ClaimSettings> {
  readonly provider?: IdentityProvider | undefined;
  readonly tenant?: string | undefined;
  readonly issuer?: string | undefined;
}

interface ClaimSettings {
  readonly algorithms: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly clientClaims: readonly string[] | undefined;
  readonly scopeClaims: readonly string[] | undefined;
  readonly roleClaims: readonly string[] | undefined;
  readonly groupClaims: readonly string[] | undefined;
}

/** The same with nothing left open. */
export interface ResolvedIssuer {
  readonly issuer: string;
  readonly aliases: readonly string[];
  readonly algorithms: readonly string[];
  readonly types: readonly string[];
  readonly clientClaims: readonly string[];
  readonly scopeClaims: readonly string[];
  readonly roleClaims: readonly string[];
  readonly groupClaims: readonly string[];
  readonly accessTokenMarks?: readonly ClaimMark[];
}

/**
 * What holds for an issuer: its own settings, then those of its provider's preset, then those of RFC 9068.
 *
 * @throws {TypeError} when it does not say which issuer it is, or in another form than its provider's.
 */
export function resolveIssuer(settings: IssuerSettings): ResolvedIssuer {
  const preset = PRESETS[settings.provider ?? 'openid'];
  const { accessTokenMarks } = preset;
  const filled = (template: string): string => template.replaceAll('{tenant}', settings.tenant ?? '');
  return {
    issuer: ownIssuer(settings, preset) ?? filled(tenantIssuer(settings, preset)),
    aliases: settings.issuer === undefined ? (preset.aliases ?? []).map(filled) : [],
    algorithms: settings.algorithms ?? preset.algorithms ?? ['ES256', 'RS256'],
    types: settings.types ?? preset.types ?? ['at+jwt'],
    clientClaims: settings.clientClaims ?? preset.clientClaims ?? ['client_id', 'azp'],
    scopeClaims: settings.scopeClaims ?? preset.scopeClaims ?? ['scope', 'scp'],
    roleClaims: settings.roleClaims ?? preset.roleClaims ?? [],
    groupClaims: settings.groupClaims ?? preset.groupClaims ?? [],
    ...(accessTokenMarks !== undefined && { accessTokenMarks }),
  };
}

function ownIssuer({ issuer, tenant }: IssuerSettings, { title, tenant: form, ownIssuer: expected }: ProviderPreset): string | undefined {
  if (tenant !== undefined && form === undefined) throw new TypeError(`${title}: expected issuer, and no tenant`);
  if (issuer === undefined) return undefined;
  if (tenant !== undefined) throw new TypeError(`${title}: expected tenant or issuer, and found both`);
  if (expected === undefined || expected.pattern.test(issuer)) return issuer;
  throw new TypeError(`${title}: the issuer ${JSON.stringify(issuer)} is not in its form: expected ${expected.expected}`);
}

function tenantIssuer({ tenant }: IssuerSettings, { title, issuer, tenant: form, ownIssuer: own }: ProviderPreset): string {
  if (issuer === undefined) throw new TypeError(`${title}: expected issuer${own === undefined ? '' : `, ${own.expected}`}`);
  if (form === undefined || (tenant !== undefined && form.pattern.test(tenant))) return issuer;
  throw new TypeError(`${title}: expected as tenant ${form.expected}`);
}
