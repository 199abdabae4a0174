import type { Configuration } from '@airside/domain';
import { checkKeySetLocation, checkMetadataLocation, introspectionUrl, resolveIssuer } from '@airside/identity';

import { usesMetadata } from '../policies/authentication/issuers.ts';
import { blame, keySetPlace, type Report } from './checks.ts';

/** Each issuer says who it is, once, and names places that may be asked. */
export function checkIssuers({ issuers }: Configuration, directory: string, report: Report): void {
  const names = new Map<string, string>();
  for (const [name, settings] of Object.entries(issuers)) {
    const path = ['issuers', name];
    const { jwks, introspection } = settings;
    if (jwks !== undefined) blame([...path, 'jwks'], () => checkKeySetLocation(keySetPlace(jwks, directory)), report);
    const url = introspection?.url;
    if (url !== undefined) blame([...path, 'introspection', 'url'], () => introspectionUrl(url), report);
    blame(
      path,
      () => {
        const { issuer, aliases } = resolveIssuer(settings);
        if (usesMetadata(settings)) checkMetadataLocation(issuer);
        for (const iss of [issuer, ...aliases]) claimOnce(iss, name, settings.issuer === undefined ? path : [...path, 'issuer']);
      },
      report,
    );
  }

  function claimOnce(iss: string, name: string, path: readonly PropertyKey[]): void {
    const other = names.get(iss);
    if (other === undefined) names.set(iss, name);
    else report({ severity: 'error', path, message: `this is the issuer "${other}" already`, expected: 'each issuer once', found: iss });
  }
}
