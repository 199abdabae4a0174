import type { Operation } from '@airside/openapi';
import type { TransactionOptions } from '@airside/seclang';

import type { ApiContext } from '../../pipeline/policy.ts';
import { plainValues } from './typed-parameters.ts';
import { urlArguments } from './url-parameters.ts';

/** What the definition says of the values of an operation: which need no search for injection, and which hold URLs. */
export type KnownValues = Pick<TransactionOptions, 'plain' | 'holdsUrl'>;

/** Only where the contract refuses what does not fit, before the firewall looks, does the definition spare it work. */
export function knownValues({ api, definition }: Pick<ApiContext, 'api' | 'definition'>, operation: Operation | undefined): KnownValues {
  if (definition === undefined || operation === undefined) return {};
  const isEnforced = (api.policies['contract'] as { readonly mode?: unknown } | undefined)?.mode === 'enforce';
  const plain = isEnforced ? plainValues(definition, operation) : undefined;
  const holdsUrl = urlArguments(definition, operation);
  return { ...(plain && { plain }), ...(holdsUrl && { holdsUrl }) };
}
