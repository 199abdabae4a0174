import type { PolicyOptionSchemas } from '@airside/domain';

import type { Policy } from '../pipeline/policy.ts';
import { access } from './access/policy.ts';
import { addresses } from './addresses/policy.ts';
import { authentication } from './authentication/policy.ts';
import { behavior } from './behavior/policy.ts';
import { contract } from './contract/policy.ts';
import { fields } from './fields/policy.ts';
import { firewall } from './firewall/policy.ts';
import { lifecycle } from './lifecycle/policy.ts';
import { objects } from './objects/policy.ts';
import { profile } from './profile/policy.ts';
import { rateLimit } from './rate-limit/policy.ts';
import { recording } from './recording/policy.ts';
import { size } from './size/policy.ts';

/** Every policy of the gateway by its name in the configuration. Policies of one checkpoint run in the order of this table. */
export const policies = {
  addresses,
  recording,
  behavior,
  authentication,
  access,
  objects,
  fields,
  size,
  rateLimit,
  lifecycle,
  contract,
  firewall,
  profile,
};

/** The options of every policy: the gateway's part of the configuration schema. */
export const policyOptionSchemas = Object.fromEntries(Object.entries(policies).map(([name, { options }]) => [name, options])) as {
  readonly [Name in keyof typeof policies]: (typeof policies)[Name]['options'];
} satisfies PolicyOptionSchemas;

/** The table with the options' types set aside, for code that treats all policies alike: each gets back options that its own schema made. */
export const policyTable = Object.entries(policies) as unknown as readonly (readonly [string, Policy])[];
