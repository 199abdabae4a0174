import type { DataObject } from '../document/data.ts';
import { serverVariables } from '../oas/functions/server-variables.ts';
import { uniquenessTags } from '../oas/functions/unique-tags.ts';
import { builtIn, type RulesetDefinition } from '../ruleset/definition.ts';
import { asyncApiChannelParameters } from './functions/channel-parameters.ts';
import { asyncApi2ChannelServers } from './functions/channel-servers.ts';
import { asyncApiSecurity } from './functions/security.ts';
import { asyncApi2MessageIdUniqueness, asyncApi2OperationIdUniqueness } from './functions/unique-ids.ts';
import { FIRST_RULES } from './rules/first.ts';
import { SECOND_RULES } from './rules/second.ts';

const FUNCTIONS = [
  asyncApi2ChannelServers,
  asyncApi2MessageIdUniqueness,
  asyncApi2OperationIdUniqueness,
  asyncApiChannelParameters,
  asyncApiSecurity,
  serverVariables,
  uniquenessTags,
];

/**
 * `spectral:asyncapi`: the rules that Spectral brings for AsyncAPI 2 and 3, but for those that hold a document against the schema of its
 * version, and payloads, defaults and examples against theirs.
 */
export function asyncApiRuleset(): RulesetDefinition {
  const data: DataObject = {
    documentationUrl: 'https://meta.stoplight.io/docs/spectral/docs/reference/asyncapi-rules.md',
    formats: ['aas2_0', 'aas2_1', 'aas2_2', 'aas2_3', 'aas2_4', 'aas2_5', 'aas2_6', 'aas3_0', 'aas3_1'],
    rules: { ...FIRST_RULES, ...SECOND_RULES },
  };
  return builtIn('spectral:asyncapi', data, FUNCTIONS);
}
