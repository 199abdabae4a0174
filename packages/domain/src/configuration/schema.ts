import { z } from 'zod';

import { duration, httpUrl, identifier } from './scalars.ts';
import { alerts } from './sections/alerts.ts';
import { authorizationServer } from './sections/authorization-server.ts';
import { behavior } from './sections/behavior.ts';
import { channels } from './sections/channels.ts';
import { consumer } from './sections/consumer.ts';
import { dataClass } from './sections/data-class.ts';
import { exports } from './sections/exports.ts';
import { gateway } from './sections/gateway.ts';
import { geography } from './sections/geography.ts';
import { group } from './sections/group.ts';
import { identityHeader } from './sections/identity-header.ts';
import { issuer } from './sections/issuer.ts';
import { lint } from './sections/lint.ts';
import { plan } from './sections/plan.ts';
import { rollups } from './sections/rollups.ts';
import { store } from './sections/store.ts';
import { telemetry } from './sections/telemetry.ts';

/** The options of every policy by the policy's name: the part of the configuration that the data plane brings along. */
export type PolicyOptionSchemas = Readonly<Record<string, z.ZodObject>>;

/** The whole configuration, with the options of the given policies inside it. All of it has descriptions: the reference page is made from them. */
export function configurationSchema<P extends PolicyOptionSchemas>(policyOptions: P) {
  const policies = z.strictObject(
    Object.fromEntries(Object.entries(policyOptions).map(([name, schema]) => [name, overridable(schema).optional()])) as {
      [K in keyof P]: z.ZodOptional<P[K]>;
    },
  );

  const api = z
    .strictObject({
      title: z.string().optional().describe('What people call it.'),
      host: z
        .string()
        .regex(/^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, { error: 'expected a lower-case host name without port, or *.example.com' })
        .max(253)
        .optional()
        .describe('Host name that is served; every host where absent. `*.example.com` serves all names one level below.'),
      path: z
        .string()
        .regex(/^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/, {
          error: 'expected an absolute path of plain segments without a slash at its end',
        })
        .refine((path) => !path.split('/').some((segment) => /^\.{1,2}$/.test(segment)), { error: 'expected no dot segments' })
        .default('/')
        .describe('Base path that is served. It is removed before the upstream sees the request.'),
      definition: z.string().optional().describe('OpenAPI definition (2.0, 3.0, 3.1 or 3.2; YAML or JSON).'),
      upstreams: z
        .array(httpUrl())
        .min(1)
        .max(64)
        .describe('Servers that do the work. Calls go round; one that cannot be reached is passed over.'),
      owner: z.string().min(1).optional().describe('Team or person who answers for the API.'),
      contact: z.string().min(1).optional().describe('Where an incident is reported.'),
      exposure: z.enum(['public', 'partner', 'internal']).default('public').describe('Who can reach it.'),
      risk: z.enum(['low', 'medium', 'high']).default('high').describe('What a breach would cost.'),
      preserveHost: z.boolean().default(false).describe("Send the caller's `Host` to the upstream instead of the upstream's own."),
      connectTimeout: duration().prefault('3s').describe('Time to reach an upstream.'),
      responseTimeout: duration().prefault('30s').describe('Time for the head of the answer; 504 afterwards.'),
      idleTimeout: duration().prefault('60s').describe('Longest pause within the body of an answer.'),
      identityHeader: identityHeader.prefault({}),
      policies: policies.optional().describe('What differs from the default policies.'),
    })
    .describe('An API behind Airside.');

  return z.strictObject({
    gateway: gateway.prefault({}),
    store: store.prefault({}),
    rollups: rollups.prefault({}),
    alerts: alerts.prefault({}),
    geography: geography.prefault({}),
    channels,
    exports,
    lint: lint.prefault({}),
    telemetry: telemetry.prefault({}),
    behavior: behavior.prefault({}),
    authorizationServer,
    issuers: z.record(identifier(), issuer).default({}).describe('Identity providers by name.'),
    consumers: z.record(identifier(), consumer).default({}).describe('Who may call, by id.'),
    plans: z.record(identifier(), plan).default({}).describe('Limits by name.'),
    groups: z.record(identifier(), group).default({}).describe('Groups of consumers by name.'),
    dataClasses: z.record(identifier(), dataClass).default({}).describe('Classes of data of your own, by id.'),
    defaults: z
      .strictObject({ policies: policies.optional().describe('Options by policy.') })
      .prefault({})
      .describe('Policy options for every API that does not set them itself.'),
    apis: z.record(identifier(), api).default({}).describe('The APIs by id.'),
  });
}

/** The options of a policy as one place may set them: any of them, without the rules that hold for all together (see `mergePolicies`). */
function overridable(schema: z.ZodObject): z.ZodObject {
  const options = z.strictObject(schema.shape).partial();
  return schema.description === undefined ? options : options.describe(schema.description);
}

export type ConfigurationSchema<P extends PolicyOptionSchemas> = ReturnType<typeof configurationSchema<P>>;
type Parsed = z.output<ConfigurationSchema<PolicyOptionSchemas>>;

export type GatewayConfiguration = Parsed['gateway'];
export type StoreConfiguration = Parsed['store'];
export type TelemetryConfiguration = Parsed['telemetry'];
export type BehaviorConfiguration = Parsed['behavior'];
export type RollupsConfiguration = Parsed['rollups'];
export type AlertsConfiguration = Parsed['alerts'];
export type AlertRuleConfiguration = AlertsConfiguration['rules'][string];
export type AuthorizationServerConfiguration = NonNullable<Parsed['authorizationServer']>;
export type ChannelConfiguration = Parsed['channels'][string];
export type ExportConfiguration = Parsed['exports'][string];
export type PrivacyConfiguration = ExportConfiguration['privacy'];
export type IssuerConfiguration = Parsed['issuers'][string];
export type ConsumerConfiguration = Parsed['consumers'][string];
export type ListenerConfiguration = GatewayConfiguration['listen'][number];

/** An API with the options of every policy, defaults and overrides merged. */
export type ApiConfiguration<P extends PolicyOptionSchemas = PolicyOptionSchemas> = Omit<Parsed['apis'][string], 'policies'> & {
  readonly policies: { readonly [K in keyof P]: z.output<P[K]> };
};

export type Configuration<P extends PolicyOptionSchemas = PolicyOptionSchemas> = Omit<Parsed, 'apis' | 'defaults'> & {
  readonly apis: Readonly<Record<string, ApiConfiguration<P>>>;
};
